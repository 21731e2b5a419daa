// The inspector's own clock goes on being right while the page's is put wrong.

const RealDate = Date;

/** Epoch milliseconds, whatever the switch "Wrong clock" says. */
export const realNow = () => RealDate.now();

/** Puts every clock of the page wrong by so many hours, as a computer with a wrong date has it. */
export function setWrongClock(hours) {
  const aheadMs = hours * 3_600_000;
  globalThis.Date =
    aheadMs === 0
      ? RealDate
      : class Date extends RealDate {
          constructor(...values) {
            if (values.length > 0) super(...values);
            else super(RealDate.now() + aheadMs);
          }

          static now() {
            return RealDate.now() + aheadMs;
          }
        };
}

/** `04:05`, or `1:04:05`, as Plyr writes times. */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value % 60).padStart(2, "0");
  const hours = Math.floor(whole / 3_600);
  return `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(whole / 60))}:${two(whole)}`;
}

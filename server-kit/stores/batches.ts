/** A batch that takes longer is hanging: those behind it do not wait for it. */
const longestBatchMs = 1_000;

/**
 * Lets what is asked of one key wait while something of that key is under way, and then go together.
 * @param work Never rejects.
 */
export function createBatches<Item>(
  work: (batch: Item[]) => Promise<void>,
): (key: string, item: Item) => void {
  const waiting = new Map<string, Item[]>();

  return (key, item) => {
    const batch = waiting.get(key);
    if (batch) {
      batch.push(item);
    } else {
      waiting.set(key, [item]);
      void workOff(key);
    }
  };

  async function workOff(key: string): Promise<void> {
    // What is asked in the same breath is one batch.
    await Promise.resolve();
    for (
      let batch = waiting.get(key);
      batch?.length;
      batch = waiting.get(key)
    ) {
      waiting.set(key, []);
      await overOrLate(work(batch));
    }
    waiting.delete(key);
  }
}

function overOrLate(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestBatchMs);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

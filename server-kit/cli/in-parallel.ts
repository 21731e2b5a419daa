/** Works through a list, so many at a time. Where one fails, no other is begun. */
export async function inParallel<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      try {
        for (let item = left.shift(); item; item = left.shift())
          await work(item);
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }),
  );
}

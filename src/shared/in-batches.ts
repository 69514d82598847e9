/** The system limits the number of open files; 256 is the lowest limit in use. */
const AT_ONCE = 64;

/** Maps items like `Promise.all`, but starts a work only when fewer than 64 others are running. */
export async function mapInBatches<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const results = new Map<number, Value>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as Value] : []));
}

/** More values than any real document comes to, its aliases written out. */
const MAX_VALUES = 3_000_000;

/**
 * Whether data whose parts are shared (YAML aliases) would come to too many values if each alias were written out, as
 * whoever reads it sees it. Shared parts are counted once and multiplied.
 */
export function isTooLarge(data: unknown): boolean {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    for (const member of Object.values(value)) size += sizeOf(member);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(data) > MAX_VALUES;
}

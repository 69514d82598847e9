/** More values than any real document has after its aliases are expanded. */
const MAX_VALUES = 3_000_000;

/**
 * True if data has too many values after its YAML aliases are expanded. Each shared part is counted once, and its size
 * is used again for every alias.
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

import { formatPointer } from '../../src/ir/json-pointer.ts';

/** The pointers of a value and of everything inside it. */
export function pointersOf(value: unknown, tokens: readonly string[] = []): string[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => pointersOf(member, [...tokens, key]))
      : [];
  return [formatPointer(tokens), ...below];
}

import { formatPointer } from '../../src/shared/json.ts';

/** The pointers of a value and of everything inside it. */
export function pointersOf(value: unknown, tokens: readonly string[] = []): string[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => pointersOf(member, [...tokens, key]))
      : [];
  return [formatPointer(tokens), ...below];
}

import { JsonIndex } from './json-index.ts';
import { hasDuplicateKeys } from './json-keys.ts';
import { indexRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';

/**
 * Parses JSON. Returns undefined if the text is not JSON or has a key twice, or neither begins with `{` nor comes from a
 * `.json` file.
 */
export function parseJsonSource(file: string, text: string): SourceDocument | undefined {
  if (!isJsonFile(file) && !text.trimStart().startsWith('{')) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    if (hasDuplicateKeys(text, data)) return undefined;
    return { file, text, data, range: indexRanges(text, () => new JsonIndex(text)) };
  } catch {
    return undefined;
  }
}

/** True if the name of a file ends in `.json`. Any other text in such a file is a fault. */
export function isJsonFile(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

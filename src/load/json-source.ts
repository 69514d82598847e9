import { indexRanges } from './index-ranges.ts';
import { JsonIndex } from './json-index.ts';
import type { SourceDocument } from './source-document.ts';

/** A document whose text is JSON, as its first character or its file says; undefined for every other text. */
export function parseJsonSource(file: string, text: string): SourceDocument | undefined {
  if (!saysJson(file) && !text.trimStart().startsWith('{')) return undefined;
  try {
    return { file, text, data: JSON.parse(text) as unknown, range: indexRanges(text, () => new JsonIndex(text)) };
  } catch {
    return undefined;
  }
}

/** Whether a file claims to be JSON, so that anything else in it is a fault. */
export function saysJson(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

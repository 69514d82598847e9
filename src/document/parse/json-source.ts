import { JsonIndex } from './json-index.ts';
import { indexRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';

/** Parses a text that begins with `{` or whose file is called `.json`; returns undefined for every other text. */
export function parseJsonSource(file: string, text: string): SourceDocument | undefined {
  if (!saysJson(file) && !text.trimStart().startsWith('{')) return undefined;
  try {
    return { file, text, data: JSON.parse(text) as unknown, range: indexRanges(text, () => new JsonIndex(text)) };
  } catch {
    return undefined;
  }
}

/** Returns true if the name of a file claims JSON, so that anything else in it is a fault. */
export function saysJson(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

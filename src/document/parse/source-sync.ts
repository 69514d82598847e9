import type { Report } from '../../shared/diagnostic.ts';
import { JsonIndex } from './json-index.ts';
import { parsePlainSource } from './plain-yaml.ts';
import { indexRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';
import { parseYamlSource } from './yaml-source.ts';

/**
 * Parses a document: JSON where the text begins with `{` or the file is called `.json`, YAML 1.2 otherwise (and where
 * such text is YAML but not JSON).
 *
 * @returns undefined where the text does not parse; each fault is then reported with its place
 */
export function parseSource(file: string, text: string, report: Report): SourceDocument | undefined {
  return parseJsonSource(file, text) ?? parsePlainSource(file, text) ?? parseYamlSource(file, text, report);
}

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

import { indexRanges } from './index-ranges.ts';
import { saysJson } from './json-source.ts';
import { PlainIndex } from './plain-index.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { SourceDocument } from './source-document.ts';

/** A document whose text is YAML as documents are written; undefined for every other text, about which nothing is said. */
export function parsePlainSource(file: string, text: string): SourceDocument | undefined {
  const plain = saysJson(file) ? undefined : readPlainYaml(text);
  return plain && { file, text, data: plain.data, range: indexRanges(text, () => new PlainIndex(text)) };
}

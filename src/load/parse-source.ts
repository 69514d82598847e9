import type { Report } from '../diagnostics/diagnostic.ts';
import { findJsonFault } from './json-fault.ts';
import { parseJsonSource, saysJson } from './json-source.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { lazyRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';
import { parseYaml } from './yaml-text.ts';

/**
 * Parses a document: JSON where the text begins with `{` or the file is called `.json`, YAML 1.2 otherwise (and where
 * such text is YAML but not JSON).
 *
 * @returns undefined where the text does not parse; each fault is then reported with its place
 */
export function parseSource(file: string, text: string, report: Report): SourceDocument | undefined {
  const json = parseJsonSource(file, text);
  if (json) return json;
  if (saysJson(file)) {
    report({ code: 'invalid-json', severity: 'error', ...findJsonFault(text), location: { file, pointer: '' } });
    return undefined;
  }
  const plain = readPlainYaml(text);
  if (plain) return { file, text, data: plain.data, range: lazyRanges(text) };
  const parsed = parseYaml(file, text, report);
  return parsed && { file, text, data: parsed.data, range: lazyRanges(text, parsed) };
}

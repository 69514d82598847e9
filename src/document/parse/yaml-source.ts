import type { Report } from '../../shared/diagnostic.ts';
import { findJsonFault } from './json-fault.ts';
import { findDuplicateKeys } from './json-keys.ts';
import { isJsonFile } from './json-source.ts';
import { treeRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';
import { DUPLICATE_KEY, parseYaml } from './yaml-text.ts';

/**
 * Parses any YAML 1.2 text. Reports the text of a `.json` file as invalid JSON.
 *
 * @returns undefined if the text does not parse; each fault is reported with its place
 */
export function parseYamlSource(file: string, text: string, report: Report): SourceDocument | undefined {
  const duplicates = isJson(text) ? findDuplicateKeys(text) : [];
  for (const range of duplicates) {
    report({ code: 'invalid-json', severity: 'error', message: DUPLICATE_KEY, location: { file, pointer: '' }, range });
  }
  if (duplicates.length > 0) return undefined;
  if (isJsonFile(file)) {
    report({ code: 'invalid-json', severity: 'error', ...findJsonFault(text), location: { file, pointer: '' } });
    return undefined;
  }
  const parsed = parseYaml(file, text, report);
  return parsed && { file, text, data: parsed.data, range: treeRanges(text, parsed) };
}

function isJson(text: string): boolean {
  try {
    return text.trimStart().startsWith('{') && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

import type { Report } from '../../shared/diagnostic.ts';
import { findJsonFault } from './json-fault.ts';
import { saysJson } from './json-source.ts';
import { treeRanges } from './ranges.ts';
import type { SourceDocument } from './source-document.ts';
import { parseYaml } from './yaml-text.ts';

/**
 * A document whose text is YAML 1.2, whatever stands in it.
 *
 * @returns undefined where the text does not parse, or is not the JSON that its file claims; each fault is then
 * reported with its place
 */
export function parseYamlSource(file: string, text: string, report: Report): SourceDocument | undefined {
  if (saysJson(file)) {
    report({ code: 'invalid-json', severity: 'error', ...findJsonFault(text), location: { file, pointer: '' } });
    return undefined;
  }
  const parsed = parseYaml(file, text, report);
  return parsed && { file, text, data: parsed.data, range: treeRanges(text, parsed) };
}

import type { Report } from '../../shared/diagnostic.ts';
import { parseJsonSource } from './json-source.ts';
import { parsePlainSource } from './plain-yaml.ts';
import type { SourceDocument } from './source-document.ts';
import { parseYamlSource } from './yaml-source.ts';

/**
 * Parses a document: JSON if the text begins with `{` or the file is called `.json`, YAML 1.2 otherwise. A text that
 * begins with `{` and is not JSON may still be YAML.
 *
 * @returns undefined if the text does not parse; each fault is reported with its place
 */
export function parseSource(file: string, text: string, report: Report): SourceDocument | undefined {
  return parseJsonSource(file, text) ?? parsePlainSource(file, text) ?? parseYamlSource(file, text, report);
}

import type { Report } from '../../shared/diagnostic.ts';
import { parseJsonSource } from './json-source.ts';
import type { SourceDocument } from './source-document.ts';

/**
 * Does the same as `parseSource`, but loads a parser only if the one before cannot read the text. Loading the last
 * parser takes longer than reading most documents.
 *
 * @returns undefined if the text does not parse; each fault is reported with its place
 */
export async function readSource(file: string, text: string, report: Report): Promise<SourceDocument | undefined> {
  const json = parseJsonSource(file, text);
  if (json) return json;
  const { parsePlainSource } = await import('./plain-yaml.ts');
  const plain = parsePlainSource(file, text);
  return plain ?? (await import('./yaml-source.ts')).parseYamlSource(file, text, report);
}

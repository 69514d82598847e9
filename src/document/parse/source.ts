import type { Report } from '../../shared/diagnostic.ts';
import { parseJsonSource } from './json-source.ts';
import type { SourceDocument } from './source-document.ts';

/**
 * What `parseSource` does. Each parser is brought along only where the one before cannot read the text: the last takes
 * longer to load than most documents to read.
 *
 * @returns undefined where the text does not parse; each fault is then reported with its place
 */
export async function readSource(file: string, text: string, report: Report): Promise<SourceDocument | undefined> {
  const json = parseJsonSource(file, text);
  if (json) return json;
  const { parsePlainSource } = await import('./plain-yaml.ts');
  const plain = parsePlainSource(file, text);
  return plain ?? (await import('./yaml-source.ts')).parseYamlSource(file, text, report);
}

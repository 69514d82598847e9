import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerateOptions } from '../../src/tasks/generate-options.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

/** Generates the client of a document into a new folder and imports it. */
export async function clientOf(
  document: object,
  options: Pick<GenerateOptions, 'dates'> = {},
): Promise<GeneratedClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-document-'));
  const file = join(folder, 'api.json');
  await writeFile(file, JSON.stringify(document));
  const { functions, remove } = await generatedClient(file, options);
  const removeAll = async (): Promise<void> => {
    await Promise.all([remove(), rm(folder, { recursive: true, force: true })]);
  };
  return { functions, remove: removeAll };
}

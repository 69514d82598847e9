import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generate } from '../../src/tasks/generate.ts';
import type { GenerateOptions } from '../../src/tasks/generate-options.ts';

/** The standalone functions of a client, by name; their types are compiled elsewhere. */
export type Functions = Readonly<Record<string, (client: unknown, params?: object) => Promise<unknown>>>;

export interface GeneratedClient {
  readonly functions: Functions;
  /** Deletes the client's files. */
  remove(): Promise<void>;
}

/** Generates the client of a fixture, or of the document at an absolute path, into a new folder and imports it. */
export async function generatedClient(
  fixture: string,
  options: Pick<GenerateOptions, 'dates'> = {},
): Promise<GeneratedClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-wire-'));
  const document = isAbsolute(fixture)
    ? fixture
    : fileURLToPath(new URL(`../../specs/fixtures/${fixture}`, import.meta.url));
  const { files } = await generate({ document, ...options });
  for (const { path, text } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const functions = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'index.ts')).href)) as Functions;
  return { functions, remove: () => rm(folder, { recursive: true, force: true }) };
}

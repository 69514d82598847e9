import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../diagnostics/input-error.ts';
import { isJsonObject } from '../ir/located.ts';
import { parseSource } from './parse-source.ts';
import { readText } from './read-text.ts';

const NAMES = ['pagegen.config.json', 'pagegen.config.yaml', 'pagegen.config.yml'];

/** The configuration as it is written, and the file that it is in. */
export interface Configuration {
  readonly file: string;
  readonly value: unknown;
}

/**
 * The configuration file that is named, else the one of the folder: `pagegen.config.json`, `.yaml` or `.yml`, or
 * `pagegen` in `package.json`. Undefined where there is none.
 *
 * @throws InputError `invalid-configuration` where it is no JSON or YAML
 */
export async function findConfiguration(folder: string, named?: string): Promise<Configuration | undefined> {
  if (named !== undefined) return { file: named, value: await readValue(named) };
  for (const name of NAMES) {
    const file = join(folder, name);
    if (await isFile(file)) return { file, value: await readValue(file) };
  }
  const file = join(folder, 'package.json');
  const value = (await isFile(file)) ? await readValue(file) : undefined;
  return isJsonObject(value) && value.pagegen !== undefined ? { file, value: value.pagegen } : undefined;
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readValue(file: string): Promise<unknown> {
  let fault: string | undefined;
  const source = parseSource(file, (await readText(file)).replace(/^\uFEFF/, ''), ({ severity, message, range }) => {
    if (severity === 'error') fault ??= range === undefined ? message : `line ${range.line}: ${message}`;
  });
  if (source !== undefined && fault === undefined) return source.data;
  throw new InputError('invalid-configuration', `${file} cannot be read: ${fault ?? 'it is empty.'}`);
}

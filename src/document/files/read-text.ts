import { readFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError, systemReason } from '../../shared/diagnostic.ts';
import { findNearest, formatSuggestion } from '../../shared/suggest.ts';
import { readBytes } from './read-bytes.ts';

/** The file name that means standard input. */
export const STDIN = '<stdin>';

/** Standard input, read to its end. */
export type StandardInput = AsyncIterable<Uint8Array | string>;

/** Names such as `api.example.com/openapi.json` and `localhost:8080/openapi.json` lack the scheme of a URL. */
function suggestUrl(name: string): string | undefined {
  const [, host = ''] = /^([\w.-]+)(?::\d+)?\/./.exec(name) ?? [];
  if (/^(?:localhost|127\.0\.0\.1)$/.test(host)) return formatSuggestion(`http://${name}`);
  return /^[\w-].*\.[a-z]{2,}$/i.test(host) ? formatSuggestion(`https://${name}`) : undefined;
}

/**
 * Reads the text of a file as UTF-8, without a byte order mark.
 *
 * @param file absolute path, or {@link STDIN}
 * @param displayPath path of the file in messages
 * @param stdin the source for {@link STDIN}. Default: the standard input of the process
 * @throws InputError `file-not-found`, `file-is-folder`, `file-unreadable`, `invalid-encoding`
 */
export async function readText(file: string, displayPath: string = file, stdin?: StandardInput): Promise<string> {
  const reading = file === STDIN ? readAll(stdin ?? process.stdin) : readBytes(file);
  const bytes = await reading.catch((cause) => throwReadError(file, displayPath, cause));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError('invalid-encoding', `${displayPath} is not UTF-8 text.`, { hint: 'Save it as UTF-8.', cause });
  }
}

async function readAll(stdin: StandardInput): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

async function throwReadError(file: string, displayPath: string, cause: NodeJS.ErrnoException): Promise<never> {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    const isLink = await lstat(file).then(
      (entry) => entry.isSymbolicLink(),
      () => false,
    );
    const why = isLink ? 'it is a symbolic link to a file that does not exist' : 'there is no such file';
    throw new InputError('file-not-found', `Cannot read ${displayPath}: ${why}.`, {
      hint: isLink ? undefined : await suggestPath(file, displayPath),
      cause,
    });
  }
  if (cause.code === 'EISDIR') {
    throw new InputError('file-is-folder', `Cannot read ${displayPath}: it is a folder.`, {
      hint: 'Name the OpenAPI document inside it.',
      cause,
    });
  }
  throw new InputError('file-unreadable', `Cannot read ${displayPath}: ${systemReason(cause)}.`, { cause });
}

async function suggestPath(file: string, displayPath: string): Promise<string | undefined> {
  const names = await readdir(dirname(file)).catch(() => []);
  const name = findNearest(basename(file), names);
  if (name === undefined) return names.length === 0 ? suggestUrl(displayPath) : undefined;
  // Keep the user's spelling of the folder: `join` would drop a leading `./` and change the slashes.
  const folder = displayPath.slice(0, displayPath.length - basename(displayPath).length);
  return formatSuggestion(displayPath.endsWith(basename(file)) ? folder + name : join(dirname(file), name));
}

/**
 * Reads the text of a file as UTF-8, without a byte order mark, for synchronous callers.
 *
 * @throws InputError `file-unreadable`
 */
export function readTextSync(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('file-unreadable', `Cannot read ${file}: ${message}`, { cause });
  }
}

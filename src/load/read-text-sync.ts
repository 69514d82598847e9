import { readFileSync } from 'node:fs';
import { InputError } from '../diagnostics/input-error.ts';

/**
 * The text of a file as UTF-8, less a byte order mark, for callers that cannot wait.
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

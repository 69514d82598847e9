import { readFile } from 'node:fs/promises';
import { InputError } from '../diagnostics/input-error.ts';
import { saveText } from './save-text.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Puts `after` where a file holds `before`, all at once; a byte order mark stays.
 *
 * @throws InputError `document-changed` where the file holds something else by now, `output-unwritable`
 */
export async function replaceText(file: string, before: string, after: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => '');
  const mark = there.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  if (there !== mark + before) {
    throw new InputError('document-changed', `${file} was changed while it was being linted; it stays as it is.`);
  }
  await saveText(file, mark + after);
}

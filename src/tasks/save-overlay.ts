import { readFile } from 'node:fs/promises';
import { saveText } from '../output/save-text.ts';
import { InputError, systemReason } from '../shared/diagnostic.ts';
import { isJsonObject } from '../shared/json.ts';
import { makePrintable } from '../shared/pretty.ts';

/** The change of a file that holds an overlay. */
export interface SavedOverlay {
  /** `created` also if the file was replaced, `unchanged` if there was nothing to add. */
  readonly kind: 'created' | 'merged' | 'unchanged';
  /** Targets that keep the value which the file has for them, although the overlay has another one. */
  readonly conflicts: readonly string[];
}

/**
 * Saves an overlay. If the file exists, its actions and comments are kept and the new actions are added after them: a
 * person may have edited it.
 *
 * @param displayPath path of the file in messages
 * @param force whether to replace an existing file
 * @param data the document that the overlay changes, to follow queries in the existing file
 * @throws InputError `overlay-invalid` if the file is not an overlay, `output-unwritable`
 */
export async function saveOverlay(
  path: string,
  text: string,
  displayPath: string,
  { force = false, data }: { readonly force?: boolean | undefined; readonly data?: unknown } = {},
): Promise<SavedOverlay> {
  const existing = force ? '' : await readIfAny(path, displayPath);
  if (existing.trim() === '') {
    await saveText(path, text, displayPath);
    return { kind: 'created', conflicts: [] };
  }
  // Most overlays are new, so that the parser and the queries are not needed.
  const { mergeOverlay } = await import('../document/overlay/merge-overlay.ts');
  const { text: merged, added, conflicts } = mergeOverlay(existing, displayPath, text, data);
  if (added === 0) return { kind: 'unchanged', conflicts };
  await saveText(path, merged, displayPath);
  return { kind: 'merged', conflicts };
}

/**
 * Saves generated JSON. An existing file is replaced only if it has the same member, so that a wrong name on the command
 * line destroys nothing.
 *
 * @throws InputError `overlay-invalid` if the file holds something else, `output-unwritable`
 */
export async function saveJson(
  path: string,
  text: string,
  displayPath: string,
  { member, force = false }: { readonly member: string; readonly force?: boolean | undefined },
): Promise<void> {
  const existing = force ? '' : await readIfAny(path, displayPath);
  if (existing.trim() !== '' && !hasMember(existing, member)) {
    const message = `${displayPath} exists and was not written by this command.`;
    throw new InputError('overlay-invalid', message, { hint: 'Name another file, or replace this one with --force.' });
  }
  await saveText(path, text, displayPath);
}

/** Returns the text of a file, or an empty text if there is none. A file that cannot be read must not be replaced. */
async function readIfAny(path: string, displayPath: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new InputError('output-unwritable', `Cannot write ${displayPath}: ${systemReason(cause)}.`, { cause });
  }
}

function hasMember(text: string, member: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && Object.hasOwn(value, member);
  } catch {
    return false;
  }
}

/** Describes the change of the file, one line each, with a newline at the end. */
export function describeSaved({ kind, conflicts }: SavedOverlay, displayPath: string): string {
  const lines = {
    created: [],
    merged: [`${displayPath} exists: its actions are kept, and the new ones were added.`],
    unchanged: [`${displayPath} is unchanged: it has an action for each of these places.`],
  }[kind];
  const listed = conflicts.map((target) => `  ${target}`);
  const advice = `${displayPath} has another value than the one found for these places, which is kept (--force replaces the file):`;
  return [...lines, ...(listed.length > 0 ? [advice, ...listed] : [])]
    .map((line) => `${makePrintable(line)}\n`)
    .join('');
}

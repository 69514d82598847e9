import type { TargetKey } from '../annotation/annotation.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { type Insertion, insertMembers } from '../document/edit/insert-members.ts';
import { type OverlayAction, overlayText } from '../document/edit/overlay-text.ts';
import { operationLabel } from '../model/operation.ts';
import { appendToken, isJsonObject, type JsonPointer, type JsonValue, parsePointer } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { createTranslator, type Translation } from './migrate-translation.ts';
import { type OpenedDocument, type OpenOptions, openDocument, writtenAt } from './open-document.ts';

export { saveText } from '../output/save-text.ts';

export interface MigrateOptions extends OpenOptions {
  /** The annotation to translate into. Default: `x-pagination`. */
  readonly to?: TargetKey | undefined;
}

/** The translation of one operation's annotation. */
export interface Migration {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** Key of the original annotation. */
  readonly from: string;
  readonly edits: readonly Edit[];
  /** True if a part of it belongs to another file or an overlay. */
  readonly isElsewhere: boolean;
}

export interface MigrateResult {
  readonly to: TargetKey;
  readonly migrations: readonly Migration[];
  /** Sorted by file, line and column. Includes every part that could not be translated. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** False if the document cannot be read; the diagnostics say why. */
  readonly isReadable: boolean;
  /** The text of the document. */
  readonly text: string;
  /** The document as its author wrote it. */
  readonly data: unknown;
  readonly title: string;
  readonly version: string;
}

/**
 * Translates pagination annotations: those of other tools to `x-pagination`, or any to that of another tool. Skips
 * operations that already have the annotation to write.
 *
 * @throws InputError if the document cannot be read, like `generate`
 */
export async function migrate({ to = 'x-pagination', ...options }: MigrateOptions): Promise<MigrateResult> {
  const read = await openDocument(options);
  const { model, texts, file, annotated, document } = read;
  const source = texts.get(file);
  const translator = model && document && createTranslator(to, model, document, source?.upgraded !== undefined);
  const migrations = annotated.flatMap((each) => {
    const translation = translator?.translate(each);
    return translation === undefined ? [] : [migrationOf(each, translation, read)];
  });
  return {
    to,
    migrations,
    diagnostics: read.locate([...read.diagnostics, ...(translator?.diagnostics ?? [])]),
    isReadable: model !== undefined,
    text: source?.text ?? '',
    data: document?.sources.get(file)?.upgraded?.written ?? document?.root.value,
    title: model?.title ?? '',
    version: model?.version ?? '',
  };
}

/** Returns an OpenAPI Overlay that adds the annotations to the document. */
export function migrationOverlay({ migrations, title, version }: MigrateResult): {
  readonly text: string;
  readonly missed: readonly Migration[];
} {
  const placed = migrations.filter(({ isElsewhere }) => !isElsewhere);
  const origins = new Map<JsonPointer, Set<string>>();
  for (const { edits, from, ...operation } of placed) {
    for (const { pointer } of edits) {
      const lines = origins.get(pointer) ?? new Set();
      origins.set(pointer, lines.add(`${operationLabel(operation)}: from ${from}`));
    }
  }
  const actions = mergeEdits(placed.flatMap(({ edits }) => edits)).flatMap(
    ({ pointer, update, removed }): OverlayAction[] => [
      ...removed.map((key): OverlayAction => ({ pointer: `${pointer}/${key}`, update: 'remove', comments: [] })),
      { pointer, update, comments: commentOf(origins.get(pointer)) },
    ],
  );
  const info = { title: `Pagination of ${title}`, version, comments: ['Written by `pagegen migrate`.'] };
  return { text: overlayText(info, actions), missed: migrations.filter(({ isElsewhere }) => isElsewhere) };
}

/** Names the operations that a shared part belongs to, as far as a comment has room. */
function commentOf(origins: ReadonlySet<string> = new Set()): string[] {
  const lines = [...origins];
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `and ${lines.length - 2} more`];
}

/** Inserts the annotations into the text of the document, each before its original. */
export function migratedText({ text, data, migrations }: MigrateResult): {
  readonly text: string;
  readonly missed: readonly Migration[];
} {
  const editsOf = (some: readonly Migration[]): Edit[] => some.flatMap(({ edits }) => edits);
  const placed = migrations.filter(({ isElsewhere }) => !isElsewhere);
  const { missed } = editedText(text, data, editsOf(placed));
  // No half of an annotation is inserted: a scheme without the operation that refers to it, for example.
  const whole = placed.filter(({ edits }) => !edits.some((edit) => missed.has(edit)));
  return {
    text: editedText(text, data, editsOf(whole)).text,
    missed: migrations.filter((migration) => !whole.includes(migration)),
  };
}

function migrationOf({ operation, key }: Annotated, { members }: Translation, read: OpenedDocument): Migration {
  const { method, path, operationId } = operation;
  const edits = members.flatMap(({ at, ...member }): Edit[] => {
    const pointer = writtenAt({ location: at }, read);
    return pointer === undefined ? [] : [{ ...member, pointer, before: key }];
  });
  return {
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    from: key,
    edits,
    isElsewhere: edits.length < members.length,
  };
}

/** A member to add to an object of the document. */
export interface Edit {
  /** Pointer to the object, in the text of the document. */
  readonly pointer: JsonPointer;
  readonly key: string;
  readonly value: JsonValue;
  /** Key of the member to insert before. */
  readonly before: string;
  /** True if the object may have the key with another value, which must go. */
  readonly replaces?: true;
}

interface MergedEdit {
  readonly pointer: JsonPointer;
  readonly update: { readonly [key: string]: JsonValue };
  /** Keys to remove before the update. */
  readonly removed: readonly string[];
}

/** Returns one update per object. Two edits of one member are merged. */
function mergeEdits(edits: readonly Edit[]): MergedEdit[] {
  const merged = new Map<JsonPointer, MergedEdit>();
  for (const { pointer, key, value, replaces } of edits) {
    const { update = {}, removed = [] } = merged.get(pointer) ?? {};
    merged.set(pointer, {
      pointer,
      update: { ...update, [key]: mergeValues(update[key], value) },
      removed: replaces === true && !removed.includes(key) ? [...removed, key] : removed,
    });
  }
  return [...merged.values()];
}

/**
 * Inserts members into a text, whose other parts stay as they are. A member that exists is never overwritten: its own
 * members are added if it is an object, and it is missed otherwise.
 */
function editedText(
  text: string,
  data: unknown,
  edits: readonly Edit[],
): { readonly text: string; readonly missed: ReadonlySet<Edit> } {
  const missed = new Set<Edit>();
  const insertions = new Map<Insertion, readonly Edit[]>();
  for (const { pointer, update } of mergeEdits(edits)) {
    for (const [key, value] of Object.entries(update)) {
      const origins = edits.filter((edit) => edit.pointer === pointer && edit.key === key);
      const [{ before = key } = {}] = origins;
      for (const insertion of missingMembers(data, { pointer, key, value, before })) {
        if (insertion === 'taken') for (const edit of origins) missed.add(edit);
        else insertions.set(insertion, origins);
      }
    }
  }
  const inserted = insertMembers(text, [...insertions.keys()]);
  for (const insertion of inserted.missed) for (const edit of insertions.get(insertion) ?? []) missed.add(edit);
  return { text: inserted.text, missed };
}

/** Returns the insertions of those members that the document does not have yet. */
function missingMembers(data: unknown, insertion: Insertion): (Insertion | 'taken')[] {
  const { pointer, key, value, before } = insertion;
  const owner = valueAt(data, pointer);
  if (!isJsonObject(owner) || !Object.hasOwn(owner, key)) return [insertion];
  const present = owner[key];
  if (JSON.stringify(present) === JSON.stringify(value)) return [];
  if (!isJsonObject(present) || !isJsonObject(value)) return ['taken'];
  const below = appendToken(pointer, key);
  return Object.entries(value).flatMap(([name, member]) =>
    missingMembers(data, { pointer: below, key: name, value: member as JsonValue, before }),
  );
}

function mergeValues(first: JsonValue | undefined, second: JsonValue): JsonValue {
  if (!isJsonObject(first) || !isJsonObject(second)) return second;
  const merged: Record<string, JsonValue> = { ...first };
  for (const [key, value] of Object.entries(second)) merged[key] = mergeValues(merged[key], value as JsonValue);
  return merged;
}

function valueAt(data: unknown, pointer: JsonPointer): unknown {
  return (parsePointer(pointer) ?? []).reduce<unknown>(
    (value, token) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, token)
        ? Reflect.get(value, token)
        : undefined,
    data,
  );
}

import type { TargetKey } from '../annotation/target-keys.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { type OverlayAction, overlayText } from '../document/edit/overlay-text.ts';
import { operationLabel } from '../model/operation.ts';
import type { JsonPointer } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { type Edit, editedText, mergeEdits } from './migrate-edits.ts';
import { createTranslator, type Translation } from './migrate-translation.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';
import { writtenAt } from './written-at.ts';

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

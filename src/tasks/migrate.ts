import type { TargetKey } from '../annotation/annotation.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { type OverlayAction, overlayText } from '../document/edit/overlay-text.ts';
import { parseSource } from '../document/parse/yaml-source.ts';
import { operationLabel } from '../model/operation.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import { appendToken, type JsonPointer, valueAt } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { absolutePath } from '../shared/paths.ts';
import { createTranslator, type Translation } from './migrate-translation.ts';
import { type Edit, editedText, mergeEdits, missingMembers } from './migration-edits.ts';
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
  const result = {
    to,
    migrations,
    isReadable: model !== undefined,
    text: source?.text ?? '',
    data: document?.sources.get(file)?.upgraded?.written ?? document?.root.value,
    title: model?.title ?? '',
    version: model?.version ?? '',
  };
  const conflicts = to === 'x-pagination' || migrations.length === 0 ? [] : await conflictsOf(result, read, options);
  const lost = [...(translator?.diagnostics ?? []), ...conflicts];
  return { ...result, diagnostics: read.locate([...read.diagnostics, ...lost]) };
}

/**
 * Returns the differences between the annotations and what is read from their translations. Marks of schemas, for
 * example, say the same about all operations that share a schema.
 */
async function conflictsOf(
  result: Omit<MigrateResult, 'diagnostics'>,
  { file, texts, diagnostics }: OpenedDocument,
  options: OpenOptions,
): Promise<Diagnostic[]> {
  const overlay = absolutePath(options.cwd ?? '.', 'migration.overlay.yaml');
  const known = new Map([...texts].map(([name, { text }]) => [name, text]));
  known.set(overlay, migrationOverlay(result).text);
  const document = { file, text: result.text };
  const overlays = [...(options.overlays ?? []), overlay];
  const migrated = await openDocument({ ...options, document, overlays }, known);
  const before = new Set(diagnostics.map(({ message }) => message));
  return migrated.diagnostics.flatMap(({ code, message, related = [] }): Diagnostic[] => {
    const [original] = related;
    if (code !== 'dialect-conflict' || original === undefined || before.has(message)) return [];
    return [{ code: 'migration-loss', severity: 'warning', message, location: original.location }];
  });
}

/** A migration that cannot be written, and why. */
export interface Missed {
  readonly migration: Migration;
  /**
   * - `elsewhere`: a part belongs to another file or an overlay.
   * - `taken`: the document has another value there.
   * - `aliased`: a part has no text of its own, because a YAML alias or merge key contains it.
   */
  readonly reason: 'elsewhere' | 'taken' | 'aliased';
}

/** Returns an OpenAPI Overlay that adds the annotations to the document. */
export function migrationOverlay({ migrations, data, title, version }: Omit<MigrateResult, 'diagnostics'>): {
  readonly text: string;
  readonly missed: readonly Missed[];
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
      ...removed
        .filter((key) => valueAt(data, appendToken(pointer, key)) !== undefined)
        .map((key): OverlayAction => ({ pointer: appendToken(pointer, key), update: 'remove', comments: [] })),
      { pointer, update, comments: commentOf(origins.get(pointer)) },
    ],
  );
  const info = { title: `Pagination of ${title}`, version, comments: ['Written by `pagegen migrate`.'] };
  return { text: overlayText(info, actions), missed: missedElsewhere(migrations) };
}

/** Names the operations that a shared part belongs to, as far as a comment has room. */
function commentOf(origins: ReadonlySet<string> = new Set()): string[] {
  const lines = [...origins];
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `and ${lines.length - 2} more`];
}

/** Inserts the annotations into the text of the document, each before its original. */
export function migratedText({ text, data, migrations }: MigrateResult): {
  readonly text: string;
  readonly missed: readonly Missed[];
} {
  const editsOf = (some: readonly Migration[]): Edit[] => some.flatMap(({ edits }) => edits);
  const placed = migrations.filter(({ isElsewhere }) => !isElsewhere);
  const { missed } = editedText(text, data, editsOf(placed));
  // No half of an annotation is inserted: a scheme without the operation that refers to it, for example.
  const whole = placed.filter(({ edits }) => !edits.some((edit) => missed.has(edit)));
  const migrated = editedText(text, data, editsOf(whole)).text;
  const others = placed.filter((migration) => !whole.includes(migration));
  const written = others.length === 0 ? undefined : parseSource('', migrated, () => {})?.data;
  return {
    text: migrated,
    missed: [
      ...missedElsewhere(migrations),
      ...others.flatMap((migration): Missed[] => {
        // An operation that is an alias of another one has the annotation of that one now.
        if (migration.edits.every((edit) => missingMembers(written, edit).length === 0)) return [];
        const reasons = migration.edits.map((edit) => missed.get(edit));
        return [{ migration, reason: reasons.includes('taken') ? 'taken' : 'aliased' }];
      }),
    ],
  };
}

function missedElsewhere(migrations: readonly Migration[]): Missed[] {
  return migrations.flatMap((migration) => (migration.isElsewhere ? [{ migration, reason: 'elsewhere' }] : []));
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

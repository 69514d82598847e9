import type { Annotated } from '../annotation/verify/pagination.ts';
import { writtenAnnotation } from '../annotation/written-annotation.ts';
import { type Insertion, insertMembers } from '../document/edit/insert-members.ts';
import { type OverlayAction, overlayText } from '../document/edit/overlay-text.ts';
import { type Operation, operationLabel } from '../model/operation.ts';
import type { JsonPointer, JsonValue } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';

export { saveText } from '../output/save-text.ts';

const KEY = 'x-pagination';

/** The translation of one operation's annotation for another tool to `x-pagination`. */
export interface Migration {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** Key of the original annotation. */
  readonly from: string;
  /** Value of `x-pagination`. */
  readonly annotation: JsonValue;
  /** Pointer to the operation in the text of the document. Undefined if it is in another file or in an overlay. */
  readonly pointer?: JsonPointer;
}

export interface MigrateResult {
  readonly migrations: readonly Migration[];
  /** Sorted by file, line and column. Includes what could not be translated. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** False if the document cannot be read; the diagnostics say why. */
  readonly isReadable: boolean;
  /** The text of the document. */
  readonly text: string;
  readonly title: string;
  readonly version: string;
}

/**
 * Translates the annotations of other tools to `x-pagination`. Skips operations that already have `x-pagination`.
 *
 * @throws InputError if the document cannot be read, like `generate`
 */
export async function migrate(options: OpenOptions): Promise<MigrateResult> {
  const read = await openDocument(options);
  const { model, texts, file, annotated } = read;
  return {
    migrations: annotated.filter(({ key }) => key !== KEY).map((each) => migrationOf(each, read)),
    diagnostics: read.locate(),
    isReadable: model !== undefined,
    text: texts.get(file)?.text ?? '',
    title: model?.title ?? '',
    version: model?.version ?? '',
  };
}

/** Returns an OpenAPI Overlay that adds the annotations to the document. */
export function migrationOverlay({ migrations, title, version }: MigrateResult): {
  readonly text: string;
  readonly missed: readonly Migration[];
} {
  const actions = onePerPlace(migrations).map(
    ({ pointer = '', from, annotation, ...operation }): OverlayAction => ({
      pointer,
      update: { [KEY]: annotation },
      comments: [`${operationLabel(operation)}: from ${from}`],
    }),
  );
  const comments = ['Written by `pagegen migrate`.'];
  return {
    text: overlayText({ title: `Pagination of ${title}`, version, comments }, actions),
    missed: migrations.filter(({ pointer }) => pointer === undefined),
  };
}

/** Inserts the annotations into the text of the document, each before its original. */
export function migratedText({ text, migrations }: MigrateResult): {
  readonly text: string;
  readonly missed: readonly Migration[];
} {
  const insertions = new Map<Insertion, Migration>(
    onePerPlace(migrations).map((migration) => {
      const { pointer = '', annotation, from } = migration;
      return [{ pointer, key: KEY, value: annotation, before: from }, migration];
    }),
  );
  const inserted = insertMembers(text, [...insertions.keys()]);
  const missed = inserted.missed.flatMap((insertion) => insertions.get(insertion) ?? []);
  return { text: inserted.text, missed: [...missed, ...migrations.filter(({ pointer }) => pointer === undefined)] };
}

function migrationOf({ operation, key, declined, annotations }: Annotated, read: OpenedDocument): Migration {
  const { method, path, operationId } = operation;
  const [only] = annotations;
  const pointer = writtenAt(operation, read);
  return {
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    from: key,
    annotation: declined || only === undefined ? false : writtenAnnotation(only),
    ...(pointer !== undefined && { pointer }),
  };
}

/** Returns the pointer of a part in the text of the document, or undefined if it is in another file or in an overlay. */
export function writtenAt(
  { location }: Pick<Operation, 'location'>,
  { file, texts }: OpenedDocument,
): JsonPointer | undefined {
  const source = texts.get(file);
  if (location.file !== file) return undefined;
  const written = source?.upgraded?.origin(location.pointer) ?? location.pointer;
  return source?.elsewhere?.(location.pointer) === undefined ? written : undefined;
}

/** Returns one migration per place. Two paths can share a path item, and with it an operation. */
function onePerPlace(migrations: readonly Migration[]): Migration[] {
  const placed = migrations.filter(({ pointer }) => pointer !== undefined);
  return [...new Map(placed.map((migration) => [migration.pointer, migration])).values()];
}

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

/** One operation whose annotation was written for another tool, and what pagegen's own says of it. */
export interface Migration {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** Key of the annotation that it is migrated from. */
  readonly from: string;
  /** Value of `x-pagination`. */
  readonly annotation: JsonValue;
  /** Where the operation stands in the document as it is written; undefined where that is another file or an overlay. */
  readonly pointer?: JsonPointer;
}

export interface MigrateResult {
  readonly migrations: readonly Migration[];
  /** Sorted by file, line and column: also what could not be translated. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Whether there is a model at all; where there is none, the diagnostics say why. */
  readonly isReadable: boolean;
  /** The document's own text. */
  readonly text: string;
  readonly title: string;
  readonly version: string;
}

/**
 * Says in `x-pagination` what a document says in the annotations of other tools. Operations that have an `x-pagination`
 * of their own are left alone.
 *
 * @throws InputError where the document cannot be read, as `generate` does
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

/** An OpenAPI Overlay that adds the annotations to the document. */
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

/** The document's text with the annotations in it, each before the one that it is migrated from. */
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

/** Where something stands in the document as its author wrote it; undefined where that is another file or an overlay. */
export function writtenAt(
  { location }: Pick<Operation, 'location'>,
  { file, texts }: OpenedDocument,
): JsonPointer | undefined {
  const source = texts.get(file);
  if (location.file !== file) return undefined;
  const written = source?.upgraded?.origin(location.pointer) ?? location.pointer;
  return source?.elsewhere?.(location.pointer) === undefined ? written : undefined;
}

/** Two paths may share one path item, and with it one operation. */
function onePerPlace(migrations: readonly Migration[]): Migration[] {
  const placed = migrations.filter(({ pointer }) => pointer !== undefined);
  return [...new Map(placed.map((migration) => [migration.pointer, migration])).values()];
}

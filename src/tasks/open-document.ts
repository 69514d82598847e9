import { dirname } from 'node:path';
import { DIALECTS } from '../annotation/extensions.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { readText, STDIN, type StandardInput } from '../document/files/read-text.ts';
import { createReader, type ReferenceOptions } from '../document/files/reference-reader.ts';
import { readSource } from '../document/parse/source.ts';
import type { SourceDocument } from '../document/parse/source-document.ts';
import { upgradeSwagger } from '../document/swagger/upgrade.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationSelection } from '../model/select-operations.ts';
import { InputError, type Report } from '../shared/diagnostic.ts';
import { mapInBatches } from '../shared/in-batches.ts';
import type { JsonPointer } from '../shared/json.ts';
import { absolutePath, isRemote } from '../shared/paths.ts';
import { didYouMean } from '../shared/suggest.ts';
import { type OpenedDocument, openSteps, type Platform, runAsync, wait } from './open-steps.ts';

export type { OpenedDocument };

export interface OpenOptions extends ReferenceOptions {
  /**
   * The OpenAPI document: a path, an `https:` URL or `-` for standard input; or its text, and the path that its references
   * are relative to.
   */
  readonly document: string | { readonly file: string; readonly text: string };
  /** The folder that relative paths start from. Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** Paths of files that are merged deeply into the document, in this order and before overlays. Default: none. */
  readonly overrides?: readonly string[] | undefined;
  /** Paths of overlays, applied to the document in this order. Default: none. */
  readonly overlays?: readonly string[] | undefined;
  /** Extension key of the dialect that takes precedence over others, such as `x-fern-pagination`. Default: none. */
  readonly dialect?: string | undefined;
  /** Leave the operations without pagination whose annotations have errors, which are warnings then. Default: false. */
  readonly lenient?: boolean | undefined;
  /** Turn warnings into errors. Default: false. */
  readonly strict?: boolean | undefined;
  /** The stream for the document `-`. Default: the standard input of the process. */
  readonly stdin?: StandardInput | undefined;
}

/**
 * Opens a document: reads it and everything that it refers to, applies overlays, upgrades Swagger 2.0, resolves
 * references, builds the model and verifies every annotation.
 *
 * @param textOverrides texts to use instead of those of files, by absolute path
 * @param selection the operations to read; faults of others are not reported
 * @throws InputError if the document or an overlay cannot be read: `file-not-found`, `file-is-folder`,
 * `file-unreadable`, `invalid-encoding`, `remote-unreadable`, `private-address`, `insecure-document`;
 * `unknown-dialect`; `invalid-origin`; `invalid-selector`, `nothing-selected`
 */
export async function openDocument(
  options: OpenOptions,
  textOverrides: ReadonlyMap<string, string> = new Map(),
  selection?: OperationSelection,
): Promise<OpenedDocument> {
  checkDialect(options.dialect);
  const root = rootOf(options);
  const { folders, origins, read: readReferenced } = createReader(options, root.file, root.folder, options.cwd ?? '.');
  const platform: Platform = {
    read: (file, displayPath) =>
      wait(
        textOverrides.get(file) ?? (isRemote(file) ? readReferenced(file) : readText(file, displayPath, options.stdin)),
      ),
    readReferenced: (file) => wait(textOverrides.get(file) ?? readReferenced(file)),
    parse: (...source) => wait(readSource(...source)),
    upgrade: (...source) => wait(upgradeSwagger(...source)),
    overlay: (...layers) => wait(withOverlays(...layers)),
    all: (works) => wait(mapInBatches(works, (work) => runAsync(work))),
  };
  return runAsync(() => openSteps({ ...options, selection, root, folders, origins }, platform));
}

/** Applies overlays. Loads the module only if there are any, because loading it takes as long as reading most documents. */
async function withOverlays(
  written: SourceDocument,
  overlays: readonly SourceDocument[],
  report: Report,
  overrides: readonly SourceDocument[],
): Promise<SourceDocument | undefined> {
  if (overlays.length + overrides.length === 0) return written;
  const { applyOverlays } = await import('../document/overlay/overlay.ts');
  return applyOverlays(written, overlays, report, overrides);
}

function checkDialect(dialect: string | undefined): void {
  if (dialect === undefined || DIALECTS.includes(dialect)) return;
  const advice = didYouMean(dialect, DIALECTS, `The dialects are ${DIALECTS.join(', ')}.`);
  throw new InputError('unknown-dialect', `There is no dialect ${dialect}.`, advice);
}

function rootOf({ document, cwd = '.' }: OpenOptions): {
  file: string;
  folder: string;
  displayPath: string;
  text?: string;
} {
  if (document === '-') return { file: STDIN, folder: absolutePath(cwd, ''), displayPath: STDIN };
  const path = typeof document === 'string' ? document : document.file;
  // References and diagnostics use the URL as the platform writes it.
  const file = isRemote(path) && URL.canParse(path) ? new URL(path).href : absolutePath(cwd, path);
  const root = { file, folder: dirname(file), displayPath: path };
  return typeof document === 'string' ? root : { ...root, text: document.text };
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

/** Number of operations by the key of the other tool's annotation that is used for them. */
export type DialectCounts = Readonly<Record<string, number>>;

/** Counts the annotations of other tools. */
export function countDialects(annotated: readonly Pick<Annotated, 'key'>[]): DialectCounts {
  const counts: Record<string, number> = {};
  for (const { key } of annotated) if (key !== 'x-pagination') counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

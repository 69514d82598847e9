import { dirname } from 'node:path';
import { DIALECTS } from '../annotation/extensions.ts';
import { normalize } from '../annotation/normalize.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { readText, STDIN, type StandardInput } from '../document/files/read-text.ts';
import { createReader, type ReferenceOptions } from '../document/files/reference-reader.ts';
import { readSource } from '../document/parse/source.ts';
import type { SourceDocument } from '../document/parse/source-document.ts';
import { resolve } from '../document/refs/resolve.ts';
import type { ResolvedDocument } from '../document/refs/resolved-document.ts';
import { isSwagger, isToUpgrade, upgradeSwagger } from '../document/swagger/upgrade.ts';
import type { ApiModel } from '../model/api.ts';
import { InputError, type Report } from '../shared/diagnostic.ts';
import type { LocatedText } from '../shared/locate.ts';
import { nearest } from '../shared/nearest.ts';
import { absolutePath } from '../shared/paths.ts';

export interface ReadOptions extends ReferenceOptions {
  /**
   * The OpenAPI document: a path (`-` is standard input), or its text together with the path that its references are
   * relative to.
   */
  readonly document: string | { readonly file: string; readonly text: string };
  /** What a relative path of the document is relative to. Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** Paths of overlays, applied to the document in this order. Default: none. */
  readonly overlays?: readonly string[] | undefined;
  /** Key of the vendor's annotation that comes before the others, such as `x-fern-pagination`. Default: none. */
  readonly dialect?: string | undefined;
  /** What the document `-` is read from. Default: the standard input of the process. */
  readonly stdin?: StandardInput | undefined;
}

/** A document as far as it could be read; what is missing has been reported. */
export interface ReadApi {
  /** Absolute path of the document. */
  readonly file: string;
  /** Absolute path of the folder that holds the document. */
  readonly folder: string;
  /** Every text that was read, the document itself first. */
  readonly texts: ReadonlyMap<string, LocatedText>;
  /** Absolute paths and URLs of everything that was read or that had to be, found or not. */
  readonly inputs: readonly string[];
  readonly document?: ResolvedDocument | undefined;
  readonly model?: ApiModel | undefined;
  /** What became of each annotation that an operation is paginated by. */
  readonly annotated: readonly Annotated[];
}

/**
 * Reads a document and everything that it refers to, overlays applied. Faults of the document are reported.
 *
 * @throws InputError where the document or an overlay cannot be read: `file-not-found`, `file-is-folder`,
 * `file-unreadable`, `invalid-encoding`; `unknown-dialect`; `invalid-origin`
 */
export async function readApi(
  options: ReadOptions,
  report: Report,
  instead: ReadonlyMap<string, string> = new Map(),
): Promise<ReadApi> {
  checkDialect(options.dialect);
  const texts = new Map<string, LocatedText>();
  const inputs = new Set<string>();
  let ofSwagger = false;

  const read = async (file: string, shown?: string, given?: string): Promise<SourceDocument | undefined> => {
    inputs.add(file);
    const text = (given ?? instead.get(file) ?? (await readText(file, shown, options.stdin))).replace(/^\uFEFF/, '');
    texts.set(file, { text });
    const source = await readSource(file, text, report);
    if (source) texts.set(file, source);
    return source;
  };
  const upgrade = async (parsed: SourceDocument | undefined): Promise<SourceDocument | undefined> => {
    if (parsed === undefined) return undefined;
    ofSwagger ||= isSwagger(parsed);
    const source = isToUpgrade(parsed, ofSwagger) ? upgraded(parsed, await upgradeSwagger(parsed, report)) : parsed;
    if (source) texts.set(source.file, source);
    return source;
  };

  const { file, folder, shown, text } = rootOf(options);
  const written = await read(file, shown, text);
  const overlays: SourceDocument[] = [];
  for (const overlay of options.overlays ?? []) {
    const layer = await read(absolutePath(options.cwd ?? '.', overlay), overlay);
    if (layer) overlays.push(layer);
  }
  const source = await upgrade(written && (await withOverlays(written, overlays, report)));
  const { folders, origins, read: readReferenced } = createReader(options, folder, options.cwd ?? '.');
  const load = async (other: string): Promise<SourceDocument | undefined> => {
    inputs.add(other);
    return upgrade(await read(other, undefined, instead.get(other) ?? (await readReferenced(other))));
  };
  const document = source && (await resolve(source, { load, folder, folders, origins }, report));
  const annotated: Annotated[] = [];
  const onAnnotated = (each: Annotated): void => void annotated.push(each);
  const model = document && normalize(document, report, { dialect: options.dialect, onAnnotated });
  return { file, folder, texts, inputs: [...inputs], document, model, annotated };
}

/** What reads overlays is loaded only where there are any: it takes as long to load as most documents to read. */
async function withOverlays(
  written: SourceDocument,
  overlays: readonly SourceDocument[],
  report: Report,
): Promise<SourceDocument | undefined> {
  if (overlays.length === 0) return written;
  const { applyOverlays } = await import('../document/overlay/overlay.ts');
  return applyOverlays(written, overlays, report);
}

function checkDialect(dialect: string | undefined): void {
  if (dialect === undefined || DIALECTS.includes(dialect)) return;
  const near = nearest(dialect, DIALECTS);
  const hint = near === undefined ? `There are ${DIALECTS.join(', ')}.` : `Did you mean ${near}?`;
  throw new InputError('unknown-dialect', `There is no dialect ${dialect}.`, { hint });
}

/** What came from an overlay stands there, whatever has become of it since. */
function upgraded(written: SourceDocument, source: SourceDocument | undefined): SourceDocument | undefined {
  const places = source?.upgraded;
  if (source === undefined || written.elsewhere === undefined || places === undefined) return source;
  return { ...source, elsewhere: (pointer) => written.elsewhere?.(places.origin(pointer)) };
}

function rootOf({ document, cwd = '.' }: ReadOptions): {
  file: string;
  folder: string;
  shown: string;
  text?: string;
} {
  if (document === '-') return { file: STDIN, folder: absolutePath(cwd, ''), shown: STDIN };
  const path = typeof document === 'string' ? document : document.file;
  const file = absolutePath(cwd, path);
  const root = { file, folder: dirname(file), shown: path };
  return typeof document === 'string' ? root : { ...root, text: document.text };
}

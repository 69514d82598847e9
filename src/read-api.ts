import { dirname, resolve as resolvePath } from 'node:path';
import type { Report } from './diagnostics/diagnostic.ts';
import type { LocatedText } from './diagnostics/locate.ts';
import type { ApiModel } from './ir/api.ts';
import { parseSource } from './load/parse-source.ts';
import { readText, STDIN } from './load/read-text.ts';
import type { SourceDocument } from './load/source-document.ts';
import { hasSwaggerParts, isSwagger, upgradeSwagger } from './load/swagger/upgrade.ts';
import { normalize } from './normalize/normalize.ts';
import { resolve } from './resolve/resolve.ts';
import type { ResolvedDocument } from './resolve/resolved-document.ts';

export interface ReadOptions {
  /**
   * The OpenAPI document: a path (`-` is standard input), or its text together with the path that its references are
   * relative to.
   */
  readonly document: string | { readonly file: string; readonly text: string };
  /** What a relative path of the document is relative to. Default: the working folder of the process. */
  readonly cwd?: string | undefined;
}

/** A document as far as it could be read; what is missing has been reported. */
export interface ReadApi {
  /** Absolute path of the document. */
  readonly file: string;
  /** Absolute path of the folder that holds the document. */
  readonly folder: string;
  /** Every text that was read, the document itself first. */
  readonly texts: ReadonlyMap<string, LocatedText>;
  readonly document?: ResolvedDocument | undefined;
  readonly model?: ApiModel | undefined;
}

/**
 * Reads a document and everything that it refers to. Faults of the document are reported.
 *
 * @throws InputError where the document cannot be read: `file-not-found`, `file-is-folder`, `file-unreadable`,
 * `invalid-encoding`
 */
export async function readApi(options: ReadOptions, report: Report): Promise<ReadApi> {
  const texts = new Map<string, LocatedText>();
  let ofSwagger = false;

  const load = async (file: string, shown?: string, given?: string): Promise<SourceDocument | undefined> => {
    const text = (given ?? (await readText(file, shown))).replace(/^\uFEFF/, '');
    texts.set(file, { text });
    const parsed = parseSource(file, text, report);
    ofSwagger ||= parsed !== undefined && isSwagger(parsed);
    const isOld = parsed !== undefined && ofSwagger && (isSwagger(parsed) || hasSwaggerParts(parsed));
    const source = isOld ? await upgradeSwagger(parsed, report) : parsed;
    if (source) texts.set(file, source);
    return source;
  };

  const { file, folder, shown, text } = rootOf(options);
  const source = await load(file, shown, text);
  const document = source && (await resolve(source, { load: (other) => load(other), folder }, report));
  return { file, folder, texts, document, model: document && normalize(document, report) };
}

function rootOf({ document, cwd = '.' }: ReadOptions): {
  file: string;
  folder: string;
  shown: string;
  text?: string;
} {
  if (document === '-') return { file: STDIN, folder: resolvePath(cwd), shown: STDIN };
  const path = typeof document === 'string' ? document : document.file;
  const file = resolvePath(cwd, path);
  const root = { file, folder: dirname(file), shown: path };
  return typeof document === 'string' ? root : { ...root, text: document.text };
}

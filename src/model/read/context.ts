import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { Located, Location } from '../../shared/json.ts';
import type { SchemaId } from '../schema.ts';
import type { NormalizeCode } from './codes.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** Parts of a document that many places refer to. */
type SharedKind = 'parameter' | 'response' | 'header';

/** The first argument of every reader of an OpenAPI object. */
export interface Context {
  readonly document: ResolvedDocument;
  readonly report: Report;
  readonly schemas: SchemaRegistry;
  /** Called if a part that an operation needs cannot be read. The operation is skipped. */
  readonly markIncomplete: () => void;
  /** The outermost schema of the composition (`allOf`, `oneOf`, `anyOf`) whose part is being read. */
  readonly composition?: Located | undefined;
  /** Schema of a base class → union of its subtypes. See `unionOfSubtypes`. */
  readonly subtypes: Map<unknown, SchemaId | undefined>;
  /** True while a declaration is read a second time, for the part of a composition that requires it. */
  readonly isCopy?: boolean;
  /** Results for parts that references lead to, by kind. See {@link readOnce}. */
  readonly shared: ReadonlyMap<SharedKind, Map<Located, Watched<unknown>>>;
}

/** A part as far as it could be read. */
export interface Watched<Read> {
  readonly read: Read;
  readonly isIncomplete: boolean;
}

export function createContext(document: ResolvedDocument, report: Report): Context {
  return {
    document,
    report,
    schemas: new SchemaRegistry(),
    shared: sharedParts(),
    markIncomplete: () => {},
    subtypes: new Map(),
  };
}

/** Returns true if a part was written as Swagger 2.0. */
export function isUpgraded({ document }: Context, { location }: Located): boolean {
  return document.sources.get(location.file)?.upgraded !== undefined;
}

/** Calls `read` and tells whether a part that an operation needs could not be read. */
export function watchParts<Read>(ctx: Context, read: (ctx: Context) => Read): Watched<Read> {
  let isIncomplete = false;
  const markIncomplete = (): void => {
    isIncomplete = true;
    ctx.markIncomplete();
  };
  return { read: read({ ...ctx, markIncomplete }), isIncomplete };
}

function sharedParts(): Context['shared'] {
  return new Map([
    ['parameter', new Map()],
    ['response', new Map()],
    ['header', new Map()],
  ]);
}

/** Reads a node, once if it is the target of a reference: hundreds of operations may refer to one parameter or response. */
export function readOnce<Read>(
  ctx: Context,
  kind: SharedKind,
  reference: Located,
  node: Located,
  read: (ctx: Context, node: Located) => Read,
): Read {
  const known = ctx.shared.get(kind);
  // A part that is not behind a reference is used once.
  if (known === undefined || reference === node) return read(ctx, node);
  const earlier = known.get(node) as Watched<Read> | undefined;
  if (earlier?.isIncomplete) ctx.markIncomplete();
  if (earlier !== undefined) return earlier.read;
  const watched = watchParts(ctx, (inner) => read(inner, node));
  known.set(node, watched);
  return watched.read;
}

/**
 * Reports a fault that does not stop a run: documents of real APIs have many, and almost all of them have one safe
 * reading. The message names the reading.
 */
export function reportFault(
  ctx: Context,
  code: NormalizeCode,
  message: string,
  location: Location,
  more: Pick<Diagnostic, 'hint' | 'related'> = {},
): void {
  ctx.report({ code, severity: 'warning', message, location, ...more });
}

/** Reports a part that cannot be read, and without which its operation cannot be called. */
export function reportUnreadable(...[ctx, ...fault]: Parameters<typeof reportFault>): void {
  reportFault(ctx, ...fault);
  ctx.markIncomplete();
}

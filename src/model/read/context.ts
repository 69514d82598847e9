import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import { type Located, type Location, parsePointer } from '../../shared/json.ts';
import type { Schema, SchemaId } from '../schema.ts';

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
  /** The innermost member of a `oneOf` or `anyOf` in that composition. */
  readonly member?: Located | undefined;
  /** The anchors that the schemas around the one being read declare: what a `$dynamicRef` with this name leads to. */
  readonly dynamic?: ReadonlyMap<string, Located>;
  /** The schemas that are being read for such a scope instead of being referred to. */
  readonly expanding?: ReadonlySet<unknown>;
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

/** A named schema and its node in the document. */
export interface NamedNode {
  readonly name: string;
  readonly node: Located;
  /** Set for a schema that is not written in the document. */
  readonly schema?: Schema;
}

/**
 * The named schemas in the order of discovery. A reference only registers its target, and all registered schemas are
 * read one after the other. Long chains of references therefore need no deep recursion.
 */
export class SchemaRegistry {
  readonly #nodes = new Map<SchemaId, NamedNode>();
  /** Equal references have the same node as their target. */
  readonly #ids = new Map<Located, SchemaId>();

  /** Registers the schema at `node` unless it is registered already. Returns its id. */
  register(node: Located): SchemaId {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const { file, pointer } = node.location;
    const id = `${file}#${pointer}`;
    this.#ids.set(node, id);
    if (!this.#nodes.has(id)) this.#nodes.set(id, { name: nameFromPlace(file, pointer), node });
    return id;
  }

  /** Registers a schema that other parts of the document imply. Returns its id. */
  registerSchema(name: string, schema: Schema): SchemaId {
    const { file, pointer } = schema.location;
    const id = `${file}#${pointer}`;
    this.#nodes.set(id, { name, node: { value: undefined, location: schema.location }, schema });
    return id;
  }

  /** Returns the name of a registered schema. */
  nameOf(id: SchemaId): string | undefined {
    return this.#nodes.get(id)?.name;
  }

  /** Iterates over all registered schemas, including those that are registered during the iteration. */
  entries(): IterableIterator<[SchemaId, NamedNode]> {
    return this.#nodes.entries();
  }
}

/** Tokens of a pointer that are a place inside an object and not a name. */
const PLACES = new Set(
  `additionalItems additionalProperties allOf anyOf contains content else get put post delete options head patch trace
   if items not oneOf parameters prefixItems propertyNames requestBody responses schema then unevaluatedItems
   unevaluatedProperties`.split(/\s+/),
);

/**
 * Returns the last name in a pointer with the places after it: `Holder items`, `/pets get 200`. For a whole file,
 * returns its name without the extension.
 */
function nameFromPlace(file: string, pointer: string): string {
  const tokens = parsePointer(pointer) ?? [];
  const isName = (token: string, index: number): boolean =>
    !PLACES.has(token) && !/^\d+$/.test(token) && tokens[index - 1] !== 'content';
  const last = tokens.findLastIndex(isName);
  const [name, ...places] = tokens.slice(Math.max(0, last));
  const telling = places.filter((token, index) => isTelling(token, places[index - 1]));
  if (name !== undefined) return [name, ...telling].join(' ');
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.[^.]+$/, '') || base;
}

/** False for tokens that every schema of a body has: `content`, a media type and `schema`. */
function isTelling(token: string, before: string | undefined): boolean {
  return !['content', 'schema', 'responses'].includes(token) && before !== 'content';
}

/** Codes of faults in the OpenAPI document itself, each with a one-line meaning. */
export const NORMALIZE_CODES = {
  'wrong-type': 'A value has a type that OpenAPI does not allow for the field.',
  'missing-field': 'A field that OpenAPI requires is missing.',
  'invalid-value': 'A value is not one of those that OpenAPI allows for the field.',
  'duplicate-operation-id': 'Two operations have the same operationId.',
  'duplicate-parameter': 'One list declares two parameters with the same name and place.',
  'undeclared-path-parameter': 'A path template has a parameter that the operation does not declare.',
  'unused-path-parameter': 'An operation declares a path parameter that the path template does not have.',
  'optional-path-parameter': 'A path parameter has no `required: true`.',
  'unknown-security-scheme': 'A security requirement names a scheme that the document does not define.',
  'body-without-meaning':
    'A request body is declared for a method that cannot have one (RFC 9110, OpenAPI Operation Object).',
  'query-in-path': 'A path contains a query; OpenAPI declares query parameters under `parameters`.',
  'undeclared-server-variable': 'A server URL has a variable that the server does not declare.',
  'unresolved-discriminator': 'A discriminator maps a value to a schema that does not exist.',
  'rounded-number': 'An integer is beyond 2^53, so JavaScript rounds it.',
  'circular-schema': 'A schema consists of itself through `allOf`.',
  'left-out': 'A part of an operation cannot be read, so pagegen leaves the operation out.',
  'left-unpaginated': 'With `--lenient`, an operation whose annotation has errors is not paginated.',
} as const;

export type NormalizeCode = keyof typeof NORMALIZE_CODES;

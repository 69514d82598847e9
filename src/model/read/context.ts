import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { Located, Location } from '../../shared/json.ts';
import type { NormalizeCode } from './codes.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** Parts of a document that many places refer to. */
type SharedKind = 'parameter' | 'response' | 'header';

/** What every reader of an OpenAPI object gets. */
export interface Context {
  readonly document: ResolvedDocument;
  readonly report: Report;
  readonly schemas: SchemaRegistry;
  /** Called with what refers to nothing, which has been reported before. */
  readonly dangling: (node: Located) => void;
  /** What was read of parts that references lead to, by kind: see {@link readOnce}. */
  readonly shared: ReadonlyMap<SharedKind, Map<Located, unknown>>;
  /** The context outside of all {@link watch}es. */
  readonly outside?: Context;
}

export function createContext(document: ResolvedDocument, report: Report): Context {
  return { document, report, schemas: new SchemaRegistry(), shared: sharedParts(), dangling: () => {} };
}

/** What `read` gives, and whether all that it read was sound. Faults of schemas do not count: they become `unknown`. */
export function watch<Read>(ctx: Context, read: (ctx: Context) => Read): { read: Read; sound: boolean } {
  let sound = true;
  const result = read({
    ...ctx,
    report: (diagnostic) => {
      if (diagnostic.severity === 'error') sound = false;
      ctx.report(diagnostic);
    },
    dangling: (node) => {
      sound = false;
      ctx.dangling(node);
    },
    outside: ctx.outside ?? ctx,
  });
  return { read: result, sound };
}

function sharedParts(): Context['shared'] {
  return new Map([
    ['parameter', new Map()],
    ['response', new Map()],
    ['header', new Map()],
  ]);
}

/**
 * What `read` gives for `node`. Documents refer to some parameters and answers from hundreds of operations: what a
 * reference leads to is read once. What is not sound is read anew each time, so that all its users are known.
 */
export function readOnce<Read>(
  ctx: Context,
  kind: SharedKind,
  reference: Located,
  node: Located,
  read: (ctx: Context, node: Located) => Read,
): Read {
  const known = ctx.shared.get(kind);
  // What stands in its place has one user.
  if (known === undefined || reference === node) return read(ctx, node);
  if (known.has(node)) return known.get(node) as Read;
  const { read: result, sound } = watch(ctx, (watched) => read(watched, node));
  if (sound) known.set(node, result);
  return result;
}

/** Reports an error at `location`. */
export function fault(
  ctx: Context,
  code: NormalizeCode,
  message: string,
  location: Location,
  more: Pick<Diagnostic, 'hint' | 'related'> = {},
): void {
  ctx.report({ code, severity: 'error', message, location, ...more });
}

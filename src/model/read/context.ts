import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { Located, Location } from '../../shared/json.ts';
import type { NormalizeCode } from './codes.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** Parts of a document that many places refer to. */
type SharedKind = 'parameter' | 'response' | 'header';

/** The first argument of every reader of an OpenAPI object. */
export interface Context {
  readonly document: ResolvedDocument;
  readonly report: Report;
  readonly schemas: SchemaRegistry;
  /** Called with a node whose reference has no target. Such references were reported before. */
  readonly dangling: (node: Located) => void;
  /** Results for parts that references lead to, by kind. See {@link readOnce}. */
  readonly shared: ReadonlyMap<SharedKind, Map<Located, unknown>>;
  /** The context outside all calls of {@link watchFaults}. */
  readonly outside?: Context;
}

export function createContext(document: ResolvedDocument, report: Report): Context {
  return { document, report, schemas: new SchemaRegistry(), shared: sharedParts(), dangling: () => {} };
}

/**
 * Calls `read` and tells whether it reported a fault. Faults in schemas do not count: such schemas become `unknown`.
 */
export function watchFaults<Read>(ctx: Context, read: (ctx: Context) => Read): { read: Read; hasFaults: boolean } {
  let hasFaults = false;
  const result = read({
    ...ctx,
    report: (diagnostic) => {
      if (diagnostic.severity === 'error') hasFaults = true;
      ctx.report(diagnostic);
    },
    dangling: (node) => {
      hasFaults = true;
      ctx.dangling(node);
    },
    outside: ctx.outside ?? ctx,
  });
  return { read: result, hasFaults };
}

function sharedParts(): Context['shared'] {
  return new Map([
    ['parameter', new Map()],
    ['response', new Map()],
    ['header', new Map()],
  ]);
}

/**
 * Reads a node, once if it is the target of a reference: hundreds of operations may refer to one parameter or response.
 * A node with faults is read again for each reference, so that every operation with the fault is known.
 */
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
  if (known.has(node)) return known.get(node) as Read;
  const { read: result, hasFaults } = watchFaults(ctx, (watched) => read(watched, node));
  if (!hasFaults) known.set(node, result);
  return result;
}

/** Reports an error at `location`. */
export function reportFault(
  ctx: Context,
  code: NormalizeCode,
  message: string,
  location: Location,
  more: Pick<Diagnostic, 'hint' | 'related'> = {},
): void {
  ctx.report({ code, severity: 'error', message, location, ...more });
}

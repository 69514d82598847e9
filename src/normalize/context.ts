import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { Located } from '../ir/located.ts';
import type { Location } from '../ir/location.ts';
import type { ResolvedDocument } from '../resolve/resolved-document.ts';
import type { NormalizeCode } from './codes.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** What every reader of an OpenAPI object gets. */
export interface Context {
  readonly document: ResolvedDocument;
  readonly report: Report;
  readonly schemas: SchemaRegistry;
  /** Called with what refers to nothing, which has been reported before. */
  readonly dangling: (node: Located) => void;
  /** The context outside of all {@link watch}es. */
  readonly outside?: Context;
}

export function createContext(document: ResolvedDocument, report: Report): Context {
  return { document, report, schemas: new SchemaRegistry(), dangling: () => {} };
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
    dangling: () => {
      sound = false;
    },
    outside: ctx.outside ?? ctx,
  });
  return { read: result, sound };
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

/** `{ hint: 'Did you mean …?' }`, or nothing where no name is near enough. */
export function didYouMean(name: string | undefined): Pick<Diagnostic, 'hint'> {
  return name === undefined ? {} : { hint: `Did you mean \`${name}\`?` };
}

import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { Location } from '../ir/location.ts';
import type { ResolvedDocument } from '../resolve/resolved-document.ts';
import type { NormalizeCode } from './codes.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** What every reader of an OpenAPI object gets. */
export interface Context {
  readonly document: ResolvedDocument;
  readonly report: Report;
  readonly schemas: SchemaRegistry;
}

export function createContext(document: ResolvedDocument, report: Report): Context {
  return { document, report, schemas: new SchemaRegistry() };
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

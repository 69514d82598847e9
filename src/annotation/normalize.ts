import type { ResolvedDocument } from '../document/refs/resolved-document.ts';
import type { ApiModel } from '../model/api.ts';
import { withTextForBytesInJson } from '../model/bytes-in-json.ts';
import type { Operation } from '../model/operation.ts';
import { readNamedSchemas, readSecuritySchemes, registerComponentSchemas } from '../model/read/components.ts';
import { createContext } from '../model/read/context.ts';
import { optionalField } from '../model/read/expect.ts';
import { readExternalDocs, readInfo, readServers, readTags } from '../model/read/info.ts';
import { readIncomingRequests, readPaths } from '../model/read/paths.ts';
import { readSecurityRequirements } from '../model/read/security.ts';
import { type OperationSelection, operationFilter } from '../model/select-operations.ts';
import { asWarning, type Report } from '../shared/diagnostic.ts';
import { openBudgets, readDeclaredBudgets } from './budgets.ts';
import { attachStrategies, type PaginationOptions } from './verify/pagination.ts';
import { reportStrayAnnotations } from './verify/stray-annotations.ts';

export interface NormalizeOptions extends Omit<PaginationOptions, 'isSelected'> {
  /** The operations whose annotations are verified. Default: all. */
  readonly selection?: OperationSelection | undefined;
}

/**
 * Turns a document of OpenAPI 3.0, 3.1 or 3.2 into the model that the rest of pagegen uses, and verifies every
 * pagination annotation against its operation. Each fault is reported, and the part with the fault is omitted from the
 * model. If there are errors among the diagnostics, do not generate a client from the model.
 *
 * @throws InputError `invalid-selector`, `nothing-selected`
 */
export function normalize(document: ResolvedDocument, report: Report, options: NormalizeOptions = {}): ApiModel {
  const ctx = createContext(document, report);
  registerComponentSchemas(ctx);
  const info = readInfo(ctx);
  const servers = readServers(ctx, document.root) ?? [];
  const schemes = readSecuritySchemes(ctx);
  const security = readSecurityRequirements(ctx, document.root, schemes) ?? [];
  const written = readPaths(ctx, { servers, security, schemes });
  const incoming = readIncomingRequests(ctx, written);
  // Read all schemas first: pagination is verified against them.
  const { owners: found, schemas } = withTextForBytesInJson(written, readNamedSchemas(ctx));
  const isSelected = operationFilter(
    { title: info.title, operations: found.map(({ operation }) => operation) },
    options.selection ?? {},
  );
  const securitySchemes = [...schemes.values()].filter((scheme) => scheme !== undefined);
  const paginated = attachStrategies(document, found, { schemas, schemes: securitySchemes }, report, {
    ...options,
    isSelected,
  });
  const send: Report = options.lenient ? (diagnostic) => report(asWarning(diagnostic)) : report;
  const budgets = readDeclaredBudgets(document.root, send);
  const budgetsOf = openBudgets(document.root, budgets, send);
  const operations = paginated.map((operation, index): Operation => {
    const place = found[index];
    const names = place === undefined || isSelected?.(operation) === false ? [] : budgetsOf(place);
    return names.length === 0 ? operation : { ...operation, budgets: names };
  });
  reportStrayAnnotations(document, found, send);
  return {
    ...info,
    ...optionalField('externalDocs', readExternalDocs(ctx, document.root)),
    servers,
    securitySchemes,
    tags: readTags(ctx),
    schemas,
    ...(incoming.length > 0 && { incoming }),
    operations,
    ...(budgets.usable.size > 0 && { budgets: [...budgets.usable.values()] }),
  };
}

import type { ResolvedDocument } from '../document/refs/resolved-document.ts';
import type { ApiModel } from '../model/api.ts';
import { namedSchemas, registerComponentSchemas, securitySchemes } from '../model/read/components.ts';
import { createContext } from '../model/read/context.ts';
import { given } from '../model/read/expect.ts';
import { incomingRequests } from '../model/read/incoming-requests.ts';
import { externalDocumentation, infoObject, serverList, tagList } from '../model/read/info.ts';
import { pathsObject } from '../model/read/paths.ts';
import { securityRequirements } from '../model/read/security.ts';
import type { Report } from '../shared/diagnostic.ts';
import { attachStrategies, type PaginationOptions } from './verify/pagination.ts';

/**
 * Turns a document of OpenAPI 3.0, 3.1 or 3.2 into the model that the rest of pagegen uses, and verifies every
 * pagination annotation against its operation. Each fault is reported, and the part with the fault is omitted from the
 * model. If there are errors among the diagnostics, do not generate a client from the model.
 */
export function normalize(document: ResolvedDocument, report: Report, options: PaginationOptions = {}): ApiModel {
  const ctx = createContext(document, report);
  registerComponentSchemas(ctx);
  const info = infoObject(ctx);
  const servers = serverList(ctx, document.root) ?? [];
  const { schemes, names } = securitySchemes(ctx);
  const security = securityRequirements(ctx, document.root, names) ?? [];
  const found = pathsObject(ctx, security, names);
  const incoming = incomingRequests(ctx, found);
  // Read all schemas first: pagination is verified against them.
  const schemas = namedSchemas(ctx);
  return {
    ...info,
    ...given('externalDocs', externalDocumentation(ctx, document.root)),
    servers,
    securitySchemes: schemes,
    tags: tagList(ctx),
    schemas,
    ...(incoming.length > 0 && { incoming }),
    operations: attachStrategies(document, found, schemas, report, options),
  };
}

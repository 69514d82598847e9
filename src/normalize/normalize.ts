import type { Report } from '../diagnostics/diagnostic.ts';
import type { ApiModel } from '../ir/api.ts';
import type { ResolvedDocument } from '../resolve/resolved-document.ts';
import { namedSchemas, registerComponentSchemas, securitySchemes } from './components-object.ts';
import { createContext } from './context.ts';
import { given } from './expect.ts';
import { externalDocumentation } from './external-documentation-object.ts';
import { incomingRequests } from './incoming-requests.ts';
import { infoObject } from './info-object.ts';
import type { PaginationOptions } from './pagination/annotated.ts';
import { paginationOf } from './pagination/pagination.ts';
import { pathsObject } from './paths-object.ts';
import { securityRequirements } from './security-requirement-object.ts';
import { serverList } from './server-object.ts';
import { tagList } from './tag-object.ts';

/**
 * Turns a document of OpenAPI 3.0, 3.1 or 3.2 into the model that the rest of pagegen speaks of, and verifies every
 * pagination annotation against its operation. Each fault is reported at its place, and what is at fault is left out
 * of the model: whoever sees an error among the diagnostics must not generate from it.
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
  // Pagination is verified against the schemas, so all of them are read first.
  const schemas = namedSchemas(ctx);
  return {
    ...info,
    ...given('externalDocs', externalDocumentation(ctx, document.root)),
    servers,
    securitySchemes: schemes,
    tags: tagList(ctx),
    schemas,
    ...(incoming.length > 0 && { incoming }),
    operations: paginationOf(document, found, schemas, report, options),
  };
}

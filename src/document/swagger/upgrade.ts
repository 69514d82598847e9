import type { Report } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** Parts of a Swagger document that other files refer to. */
const PARTS = ['definitions', 'parameters', 'responses', 'paths'];

/** Whether a document is Swagger 2.0, the format that OpenAPI 3.0 came after. */
export function isSwagger({ data }: SourceDocument): boolean {
  return isJsonObject(data) && String(data.swagger) === '2.0' && data.openapi === undefined;
}

/** Whether a file that a Swagger document refers to has such parts itself. */
function hasSwaggerParts({ data }: SourceDocument): boolean {
  return isJsonObject(data) && data.openapi === undefined && PARTS.some((part) => Object.hasOwn(data, part));
}

/** Whether a file is to be upgraded: the document itself, or a part of one. `ofSwagger`: the document is Swagger 2.0. */
export function isToUpgrade(source: SourceDocument, ofSwagger: boolean): boolean {
  return ofSwagger && (isSwagger(source) || hasSwaggerParts(source));
}

/** What `upgradeSwaggerSync` does. The upgrader is loaded only where there is something to upgrade. */
export async function upgradeSwagger(source: SourceDocument, report: Report): Promise<SourceDocument | undefined> {
  const { upgradeSwaggerSync } = await import('./upgrade-sync.ts');
  return upgradeSwaggerSync(source, report);
}

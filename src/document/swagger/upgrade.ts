import type { Report } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** Parts of a Swagger document that other files refer to. */
const PARTS = ['definitions', 'parameters', 'responses', 'paths'];

/** True if a document is Swagger 2.0, the format before OpenAPI 3.0. */
export function isSwagger({ data }: SourceDocument): boolean {
  return isJsonObject(data) && /^2(?:\.0)*$/.test(String(data.swagger)) && data.openapi === undefined;
}

/** True if a file has parts of a Swagger document. */
function hasSwaggerParts({ data }: SourceDocument): boolean {
  return isJsonObject(data) && data.openapi === undefined && PARTS.some((part) => Object.hasOwn(data, part));
}

/**
 * True if a file needs an upgrade: a Swagger document, or a file with parts of one.
 *
 * @param isPartOfSwagger true if the root document is Swagger 2.0
 */
export function needsUpgrade(source: SourceDocument, isPartOfSwagger: boolean): boolean {
  return isPartOfSwagger && (isSwagger(source) || hasSwaggerParts(source));
}

/** Does the same as `upgradeSwaggerSync`, but loads the upgrader on demand. */
export async function upgradeSwagger(source: SourceDocument, report: Report): Promise<SourceDocument | undefined> {
  const { upgradeSwaggerSync } = await import('./upgrade-sync.ts');
  return upgradeSwaggerSync(source, report);
}

import { isJsonObject } from '../../shared/json.ts';

/** True for a list of references to `components.paginationSchemes` (OpenAPI Pagination Schemes Extension). */
export function isSchemeReference(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof Reflect.get(Object(each), 'scheme') === 'string')
  );
}

/** True for the older form of `x-trino`. */
export function isPageParameters(value: unknown): boolean {
  return isJsonObject(value) && typeof value.pageParam === 'string' && typeof value.resultsPath === 'string';
}

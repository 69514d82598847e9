import type { Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { Advice } from '../../shared/suggest.ts';

/** Codes of faults in pagination annotations, each with its meaning in one line. */
export const PAGINATION_CODES = {
  'pagination-wrong-type': 'A value of the annotation has another JSON type than its field takes.',
  'pagination-unknown-key': 'The annotation has a key that does not exist.',
  'pagination-unknown-value': 'A value is not one of the words that its field takes.',
  'pagination-unknown-style': 'There is no pagination style of this name.',
  'pagination-unknown-strategy': 'There is no shared strategy of this name under components.x-pagination.',
  'pagination-extends-cycle': 'Shared strategies extend each other in a circle.',
  'pagination-invalid-expression':
    'A value is neither a name nor a runtime expression nor a JSON Pointer that fits its field.',
  'pagination-missing-field': 'A field that the style needs is not there.',
  'pagination-foreign-field': 'A field is there that the style does not take.',
  'pagination-exclusive-fields': 'Two fields are there that exclude each other.',
  'pagination-duplicate-name': 'Two strategies of one operation have the same name.',
  'pagination-undeclared-parameter': 'The annotation names a parameter that the operation does not declare.',
  'pagination-request-type': 'A request field has a type that cannot carry what the annotation puts there.',
  'pagination-no-json-body': 'The annotation writes into a JSON request body, but the operation takes none.',
  'pagination-no-json-response': 'The operation declares no successful JSON response to read a page from.',
  'pagination-pointer-to-nothing': 'A JSON Pointer leads to a place that the schema does not have.',
  'pagination-not-an-array': 'The schema at `items` admits no array.',
  'pagination-response-type': 'A response field has another type than the annotation gives to it.',
  'pagination-undeclared-header': 'The annotation reads a header that the response does not declare.',
  'pagination-cursor-type': 'The next cursor is of a type that the request does not take as a cursor.',
  'pagination-cursor-not-scalar': 'A cursor that is no scalar goes into a parameter that can only carry a scalar.',
  'pagination-required-cursor': 'The cursor is required, and no `start` says what the first request sends.',
  'pagination-start': '`start` contradicts the style or the parameter.',
  'pagination-limits-contradict': 'Limits contradict each other or the parameter that they limit.',
  'pagination-deep-field': 'The field that a deep walk is ordered by may be absent or null, or has no order.',
  'pagination-deep-bound': 'The bound of a deep walk is of another type or format than the field.',
  'pagination-unknown-operation':
    '`alternatives` or `request.operation` names an operationId that the document does not have, or the operation itself.',
} as const;

export type PaginationCode = keyof typeof PAGINATION_CODES;

/** Reports an error in an annotation as it is written. */
export function reportError(
  report: Report,
  code: PaginationCode,
  message: string,
  location: Location,
  advice: Advice = {},
): void {
  report({ code, severity: 'error', message, ...advice, location });
}

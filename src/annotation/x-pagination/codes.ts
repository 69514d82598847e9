import type { Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { Advice } from '../../shared/suggest.ts';

/** The codes of faults in pagination annotations, each with its meaning in one sentence. */
export const PAGINATION_CODES = {
  'pagination-wrong-type': 'A value of the annotation has the wrong JSON type.',
  'pagination-unknown-key': 'The annotation has an unknown key.',
  'pagination-unknown-value': 'A value is not one of those that its field accepts.',
  'pagination-unknown-style': 'The annotation names a style that does not exist.',
  'pagination-unknown-strategy': 'The annotation names a shared strategy that does not exist.',
  'pagination-unknown-budget': 'The annotation names a budget that does not exist.',
  'pagination-extends-cycle': 'Shared strategies extend each other in a circle.',
  'pagination-invalid-expression':
    'A value is not a name, a runtime expression or a JSON Pointer of the form that its field needs.',
  'pagination-misplaced-annotation': 'An annotation is in a place where it has no effect.',
  'pagination-misspelled-key': 'A key is `x-pagination` with a spelling mistake, so it has no effect.',
  'pagination-missing-field': 'A required field of the annotation is missing.',
  'pagination-foreign-annotation': 'An annotation has the key `x-pagination` and the format of another tool.',
  'pagination-foreign-field': 'The annotation has a field that the style does not support.',
  'pagination-exclusive-fields': 'Two fields of the annotation are mutually exclusive.',
  'pagination-duplicate-name': 'Two strategies of one operation have the same name.',
  'pagination-undeclared-parameter': 'The annotation names a parameter that the operation does not declare.',
  'pagination-request-type': 'The type of a request field does not accept the value that clients send in it.',
  'pagination-no-json-body':
    'The annotation names a field of the request body, but the operation accepts neither JSON nor a form.',
  'pagination-no-json-response': 'The operation declares no successful JSON response, so there is no page to read.',
  'pagination-pointer-to-nothing': 'A JSON Pointer names a place that the schema does not declare.',
  'pagination-not-an-array': 'The schema at `response.items` does not allow an array.',
  'pagination-response-type': 'A response field has another type than the annotation needs.',
  'pagination-undeclared-header': 'The annotation reads a header that the response does not declare.',
  'pagination-cursor-type': 'The next cursor has a type that the request does not accept.',
  'pagination-cursor-not-scalar':
    'A cursor that is an array or object is sent in a parameter that can only carry a scalar.',
  'pagination-start': '`start` contradicts the style or the parameter.',
  'pagination-limits-contradict': 'Limits contradict each other or the parameter that they limit.',
  'pagination-implied-ceiling': 'The maximum of a position parameter counts as a ceiling.',
  'pagination-fixed-value': '`request.fixed` sets a place that belongs to credentials or to the client itself.',
  'pagination-deep-field': 'The field that orders a deep walk may be absent or null, or has no order.',
  'pagination-deep-bound': 'The bound of a deep walk has another type or format than the field.',
  'pagination-unknown-operation':
    '`alternatives` or `request.operation` names an operation that does not exist, or the operation itself.',
} as const;

export type PaginationCode = keyof typeof PAGINATION_CODES;

/** Reports an error of the annotation itself, which does not depend on the operation. */
export function reportError(
  report: Report,
  code: PaginationCode,
  message: string,
  location: Location,
  advice: Advice = {},
): void {
  report({ code, severity: 'error', message, ...advice, location });
}

import type { Rule } from '../rule.ts';
import { dialectAssumedItems } from './dialect-assumed-items.ts';
import { dialectConflict } from './dialect-conflict.ts';
import { dialectUnpaginated } from './dialect-unpaginated.ts';
import { dialectUntranslated } from './dialect-untranslated.ts';
import { paginationBareArray } from './pagination-bare-array.ts';
import { paginationBreakingChange } from './pagination-breaking-change.ts';
import { paginationCursorNotScalar } from './pagination-cursor-not-scalar.ts';
import { paginationCursorType } from './pagination-cursor-type.ts';
import { paginationDeepBound } from './pagination-deep-bound.ts';
import { paginationDeepField } from './pagination-deep-field.ts';
import { paginationDeepKey } from './pagination-deep-key.ts';
import { paginationDuplicateName } from './pagination-duplicate-name.ts';
import { paginationEndByEmptyPage } from './pagination-end-by-empty-page.ts';
import { paginationExampleContradicts } from './pagination-example-contradicts.ts';
import { paginationExclusiveFields } from './pagination-exclusive-fields.ts';
import { paginationExtendsCycle } from './pagination-extends-cycle.ts';
import { paginationFirstPageOnlyRequired } from './pagination-first-page-only-required.ts';
import { paginationForeignField } from './pagination-foreign-field.ts';
import { paginationForeignNextUrl } from './pagination-foreign-next-url.ts';
import { paginationInconsistentNames } from './pagination-inconsistent-names.ts';
import { paginationInconsistentStyles } from './pagination-inconsistent-styles.ts';
import { paginationInvalidExpression } from './pagination-invalid-expression.ts';
import { paginationLimitsContradict } from './pagination-limits-contradict.ts';
import { paginationListWithoutAnnotation } from './pagination-list-without-annotation.ts';
import { paginationMissingField } from './pagination-missing-field.ts';
import { paginationNo429 } from './pagination-no-429.ts';
import { paginationNoDefaultLimit } from './pagination-no-default-limit.ts';
import { paginationNoJsonBody } from './pagination-no-json-body.ts';
import { paginationNoJsonResponse } from './pagination-no-json-response.ts';
import { paginationNoKey } from './pagination-no-key.ts';
import { paginationNoMaxLimit } from './pagination-no-max-limit.ts';
import { paginationNoWayPastCeiling } from './pagination-no-way-past-ceiling.ts';
import { paginationNotAnArray } from './pagination-not-an-array.ts';
import { paginationNumericCursor } from './pagination-numeric-cursor.ts';
import { paginationPointerToNothing } from './pagination-pointer-to-nothing.ts';
import { paginationRequestType } from './pagination-request-type.ts';
import { paginationRequiredCursor } from './pagination-required-cursor.ts';
import { paginationResponseType } from './pagination-response-type.ts';
import { paginationStart } from './pagination-start.ts';
import { paginationTotalOnCursor } from './pagination-total-on-cursor.ts';
import { paginationUndeclaredHeader } from './pagination-undeclared-header.ts';
import { paginationUndeclaredParameter } from './pagination-undeclared-parameter.ts';
import { paginationUnknownKey } from './pagination-unknown-key.ts';
import { paginationUnknownOperation } from './pagination-unknown-operation.ts';
import { paginationUnknownStrategy } from './pagination-unknown-strategy.ts';
import { paginationUnknownStyle } from './pagination-unknown-style.ts';
import { paginationUnknownValue } from './pagination-unknown-value.ts';
import { paginationUnprovenEnd } from './pagination-unproven-end.ts';
import { paginationUnusedDisable } from './pagination-unused-disable.ts';
import { paginationUnusedSharedStrategy } from './pagination-unused-shared-strategy.ts';
import { paginationWrongType } from './pagination-wrong-type.ts';

/** Every rule, by name. */
export const rules: readonly Rule[] = [
  dialectAssumedItems,
  dialectConflict,
  dialectUnpaginated,
  dialectUntranslated,
  paginationBareArray,
  paginationBreakingChange,
  paginationCursorNotScalar,
  paginationCursorType,
  paginationDeepBound,
  paginationDeepField,
  paginationDeepKey,
  paginationDuplicateName,
  paginationEndByEmptyPage,
  paginationExampleContradicts,
  paginationExclusiveFields,
  paginationExtendsCycle,
  paginationFirstPageOnlyRequired,
  paginationForeignField,
  paginationForeignNextUrl,
  paginationInconsistentNames,
  paginationInconsistentStyles,
  paginationInvalidExpression,
  paginationLimitsContradict,
  paginationListWithoutAnnotation,
  paginationMissingField,
  paginationNo429,
  paginationNoDefaultLimit,
  paginationNoJsonBody,
  paginationNoJsonResponse,
  paginationNoKey,
  paginationNoMaxLimit,
  paginationNoWayPastCeiling,
  paginationNotAnArray,
  paginationNumericCursor,
  paginationPointerToNothing,
  paginationRequestType,
  paginationRequiredCursor,
  paginationResponseType,
  paginationStart,
  paginationTotalOnCursor,
  paginationUndeclaredHeader,
  paginationUndeclaredParameter,
  paginationUnknownKey,
  paginationUnknownOperation,
  paginationUnknownStrategy,
  paginationUnknownStyle,
  paginationUnknownValue,
  paginationUnprovenEnd,
  paginationUnusedDisable,
  paginationUnusedSharedStrategy,
  paginationWrongType,
];

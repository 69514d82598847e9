import type { Rule } from '../rule.ts';
import { ownedCodes } from './owned-codes.ts';
import { paginationBareArray } from './pagination-bare-array.ts';
import { paginationBreakingChange } from './pagination-breaking-change.ts';
import { paginationDeepKey } from './pagination-deep-key.ts';
import { paginationEndByEmptyPage } from './pagination-end-by-empty-page.ts';
import { paginationExampleContradicts } from './pagination-example-contradicts.ts';
import { paginationFirstPageOnlyRequired } from './pagination-first-page-only-required.ts';
import { paginationForeignNextUrl } from './pagination-foreign-next-url.ts';
import { paginationInconsistentNames } from './pagination-inconsistent-names.ts';
import { paginationInconsistentStyles } from './pagination-inconsistent-styles.ts';
import { paginationInvertedFlag } from './pagination-inverted-flag.ts';
import { paginationListWithoutAnnotation } from './pagination-list-without-annotation.ts';
import { paginationNo429 } from './pagination-no-429.ts';
import { paginationNoDefaultLimit } from './pagination-no-default-limit.ts';
import { paginationNoKey } from './pagination-no-key.ts';
import { paginationNoMaxLimit } from './pagination-no-max-limit.ts';
import { paginationNoWayPastCeiling } from './pagination-no-way-past-ceiling.ts';
import { paginationNumericCursor } from './pagination-numeric-cursor.ts';
import { paginationTotalOnCursor } from './pagination-total-on-cursor.ts';
import { paginationUndeclaredError } from './pagination-undeclared-error.ts';
import { paginationUnprovenEnd } from './pagination-unproven-end.ts';
import { paginationUnusedBudget } from './pagination-unused-budget.ts';
import { paginationUnusedSharedStrategy } from './pagination-unused-shared-strategy.ts';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  ...ownedCodes,
  paginationBareArray,
  paginationBreakingChange,
  paginationDeepKey,
  paginationEndByEmptyPage,
  paginationExampleContradicts,
  paginationFirstPageOnlyRequired,
  paginationForeignNextUrl,
  paginationInconsistentNames,
  paginationInconsistentStyles,
  paginationInvertedFlag,
  paginationListWithoutAnnotation,
  paginationNo429,
  paginationNoDefaultLimit,
  paginationNoKey,
  paginationNoMaxLimit,
  paginationNoWayPastCeiling,
  paginationNumericCursor,
  paginationTotalOnCursor,
  paginationUndeclaredError,
  paginationUnprovenEnd,
  paginationUnusedBudget,
  paginationUnusedSharedStrategy,
].sort((a, b) => (a.id < b.id ? -1 : 1));

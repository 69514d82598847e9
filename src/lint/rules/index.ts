import { DIALECT_CODES } from '../../annotation/dialects/dialect.ts';
import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import type { Severity } from '../../shared/diagnostic.ts';
import { defineRule, type Rule } from '../rule.ts';
import {
  paginationFirstPageOnlyRequired,
  paginationListWithoutAnnotation,
  paginationUnusedSharedStrategy,
} from './annotations.ts';
import { paginationBreakingChange } from './breaking-change.ts';
import { paginationInconsistentNames, paginationInconsistentStyles } from './consistency.ts';
import { paginationEndByEmptyPage, paginationInvertedFlag, paginationUnprovenEnd } from './end-of-walk.ts';
import { paginationExampleContradicts, paginationForeignNextUrl } from './examples.ts';
import {
  paginationNo429,
  paginationNoDefaultLimit,
  paginationNoMaxLimit,
  paginationNoWayPastCeiling,
  paginationUnusedBudget,
} from './limits.ts';
import {
  paginationBareArray,
  paginationDeepKey,
  paginationNoKey,
  paginationNumericCursor,
  paginationTotalOnCursor,
  paginationUndeclaredError,
} from './response-design.ts';

const CODES = { ...PAGINATION_CODES, ...DIALECT_CODES };

/** Makes the rule that owns a code of the annotation; it has the code's name and meaning. */
function owner(id: keyof typeof CODES, severity: Severity, more: { readonly isFixable?: boolean } = {}): Rule {
  return defineRule({ id, severity, summary: CODES[id], codes: [id], ...more });
}

/** The rules without a visitor: their findings are diagnostics of earlier stages. */
const ownedCodes: readonly Rule[] = [
  owner('dialect-assumed-items', 'warning'),
  owner('dialect-conflict', 'warning'),
  owner('dialect-unpaginated', 'warning'),
  owner('dialect-untranslated', 'warning'),
  owner('pagination-cursor-not-scalar', 'error'),
  owner('pagination-cursor-type', 'error'),
  owner('pagination-deep-bound', 'error'),
  owner('pagination-deep-field', 'error'),
  owner('pagination-duplicate-name', 'error'),
  owner('pagination-exclusive-fields', 'error'),
  owner('pagination-extends-cycle', 'error'),
  owner('pagination-fixed-value', 'error'),
  owner('pagination-foreign-annotation', 'warning'),
  owner('pagination-foreign-field', 'error'),
  owner('pagination-implied-ceiling', 'info'),
  owner('pagination-invalid-expression', 'error'),
  owner('pagination-limits-contradict', 'error'),
  owner('pagination-misplaced-annotation', 'error'),
  owner('pagination-misspelled-key', 'error', { isFixable: true }),
  owner('pagination-missing-field', 'error'),
  owner('pagination-no-json-body', 'error'),
  owner('pagination-no-json-response', 'error'),
  owner('pagination-not-an-array', 'error'),
  owner('pagination-pointer-to-nothing', 'error', { isFixable: true }),
  owner('pagination-request-type', 'error'),
  owner('pagination-response-type', 'error'),
  owner('pagination-start', 'error', { isFixable: true }),
  owner('pagination-undeclared-header', 'warning', { isFixable: true }),
  owner('pagination-undeclared-parameter', 'error', { isFixable: true }),
  owner('pagination-unknown-budget', 'error', { isFixable: true }),
  owner('pagination-unknown-key', 'error', { isFixable: true }),
  owner('pagination-unknown-operation', 'error', { isFixable: true }),
  owner('pagination-unknown-strategy', 'error', { isFixable: true }),
  owner('pagination-unknown-style', 'error', { isFixable: true }),
  owner('pagination-unknown-value', 'error', { isFixable: true }),
  owner('pagination-wrong-type', 'error', { isFixable: true }),
  defineRule({
    id: 'pagination-unused-disable',
    severity: 'warning',
    summary: 'A comment disables a rule that finds nothing on the next line, or that does not exist.',
    codes: ['pagination-unused-disable'],
    isFixable: true,
  }),
];

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

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { replaceScalar, writeSuggestedName } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

/** A parameter of the very name in another place is what was meant. */
export const paginationUndeclaredParameter = defineRule({
  id: 'pagination-undeclared-parameter',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-undeclared-parameter'],
  codes: ['pagination-undeclared-parameter'],
  fix(finding, source) {
    const expression = /write `(\$request\.[^`]+)`\.$/.exec(finding.hint ?? '')?.[1];
    return expression === undefined ? writeSuggestedName(finding, source) : replaceScalar(source, finding, expression);
  },
});

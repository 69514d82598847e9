import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedName } from '../suggested.ts';

export const paginationUndeclaredHeader = defineRule({
  id: 'pagination-undeclared-header',
  severity: 'warning',
  summary: PAGINATION_CODES['pagination-undeclared-header'],
  codes: ['pagination-undeclared-header'],
  fix: writeSuggestedName,
});

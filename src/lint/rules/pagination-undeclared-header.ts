import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedName } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUndeclaredHeader = defineRule({
  id: 'pagination-undeclared-header',
  severity: 'warning',
  summary: PAGINATION_CODES['pagination-undeclared-header'],
  codes: ['pagination-undeclared-header'],
  fix: writeSuggestedName,
});

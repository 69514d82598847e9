import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationLimitsContradict = defineRule({
  id: 'pagination-limits-contradict',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-limits-contradict'],
  codes: ['pagination-limits-contradict'],
});

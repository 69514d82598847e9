import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationDeepBound = defineRule({
  id: 'pagination-deep-bound',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-deep-bound'],
  codes: ['pagination-deep-bound'],
});

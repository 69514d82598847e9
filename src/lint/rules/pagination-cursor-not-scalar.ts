import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationCursorNotScalar = defineRule({
  id: 'pagination-cursor-not-scalar',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-cursor-not-scalar'],
  codes: ['pagination-cursor-not-scalar'],
});

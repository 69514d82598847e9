import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationCursorType = defineRule({
  id: 'pagination-cursor-type',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-cursor-type'],
  codes: ['pagination-cursor-type'],
});

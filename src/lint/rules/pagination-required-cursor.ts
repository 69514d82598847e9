import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationRequiredCursor = defineRule({
  id: 'pagination-required-cursor',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-required-cursor'],
  codes: ['pagination-required-cursor'],
});

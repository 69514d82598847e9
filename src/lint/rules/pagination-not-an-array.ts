import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationNotAnArray = defineRule({
  id: 'pagination-not-an-array',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-not-an-array'],
  codes: ['pagination-not-an-array'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationDeepField = defineRule({
  id: 'pagination-deep-field',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-deep-field'],
  codes: ['pagination-deep-field'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationMissingField = defineRule({
  id: 'pagination-missing-field',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-missing-field'],
  codes: ['pagination-missing-field'],
});

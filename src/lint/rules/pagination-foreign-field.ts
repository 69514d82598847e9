import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationForeignField = defineRule({
  id: 'pagination-foreign-field',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-foreign-field'],
  codes: ['pagination-foreign-field'],
});

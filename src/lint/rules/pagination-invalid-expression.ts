import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationInvalidExpression = defineRule({
  id: 'pagination-invalid-expression',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-invalid-expression'],
  codes: ['pagination-invalid-expression'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationNoJsonResponse = defineRule({
  id: 'pagination-no-json-response',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-no-json-response'],
  codes: ['pagination-no-json-response'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationNoJsonBody = defineRule({
  id: 'pagination-no-json-body',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-no-json-body'],
  codes: ['pagination-no-json-body'],
});

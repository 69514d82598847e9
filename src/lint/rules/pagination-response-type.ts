import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationResponseType = defineRule({
  id: 'pagination-response-type',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-response-type'],
  codes: ['pagination-response-type'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationRequestType = defineRule({
  id: 'pagination-request-type',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-request-type'],
  codes: ['pagination-request-type'],
});

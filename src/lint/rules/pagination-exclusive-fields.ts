import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationExclusiveFields = defineRule({
  id: 'pagination-exclusive-fields',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-exclusive-fields'],
  codes: ['pagination-exclusive-fields'],
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationExtendsCycle = defineRule({
  id: 'pagination-extends-cycle',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-extends-cycle'],
  codes: ['pagination-extends-cycle'],
});

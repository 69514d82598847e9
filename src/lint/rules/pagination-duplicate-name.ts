import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';

export const paginationDuplicateName = defineRule({
  id: 'pagination-duplicate-name',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-duplicate-name'],
  codes: ['pagination-duplicate-name'],
});

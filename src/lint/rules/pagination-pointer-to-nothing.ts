import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedName } from '../suggested.ts';

export const paginationPointerToNothing = defineRule({
  id: 'pagination-pointer-to-nothing',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-pointer-to-nothing'],
  codes: ['pagination-pointer-to-nothing'],
  fix: writeSuggestedName,
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedName } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationPointerToNothing = defineRule({
  id: 'pagination-pointer-to-nothing',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-pointer-to-nothing'],
  codes: ['pagination-pointer-to-nothing'],
  fix: writeSuggestedName,
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedWord } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUnknownValue = defineRule({
  id: 'pagination-unknown-value',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-value'],
  codes: ['pagination-unknown-value'],
  fix: writeSuggestedWord,
});

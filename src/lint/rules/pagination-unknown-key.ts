import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedWord } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUnknownKey = defineRule({
  id: 'pagination-unknown-key',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-key'],
  codes: ['pagination-unknown-key'],
  fix: writeSuggestedWord,
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedWord } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUnknownStyle = defineRule({
  id: 'pagination-unknown-style',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-style'],
  codes: ['pagination-unknown-style'],
  fix: writeSuggestedWord,
});

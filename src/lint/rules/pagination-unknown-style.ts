import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedWord } from '../suggested.ts';

export const paginationUnknownStyle = defineRule({
  id: 'pagination-unknown-style',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-style'],
  codes: ['pagination-unknown-style'],
  fix: writeSuggestedWord,
});

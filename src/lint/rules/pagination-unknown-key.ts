import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedWord } from '../suggested.ts';

export const paginationUnknownKey = defineRule({
  id: 'pagination-unknown-key',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-key'],
  codes: ['pagination-unknown-key'],
  fix: writeSuggestedWord,
});

import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedWord } from '../suggested.ts';

export const paginationUnknownValue = defineRule({
  id: 'pagination-unknown-value',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-value'],
  codes: ['pagination-unknown-value'],
  fix: writeSuggestedWord,
});

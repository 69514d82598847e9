import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedName } from '../suggested.ts';

export const paginationUnknownStrategy = defineRule({
  id: 'pagination-unknown-strategy',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-strategy'],
  codes: ['pagination-unknown-strategy'],
  fix: writeSuggestedName,
});

import { PAGINATION_CODES } from '../../extensions/x-pagination/codes.ts';
import { defineRule } from '../rule.ts';
import { writeSuggestedName } from '../suggested.ts';

export const paginationUnknownOperation = defineRule({
  id: 'pagination-unknown-operation',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-operation'],
  codes: ['pagination-unknown-operation'],
  fix: writeSuggestedName,
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedName } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUnknownOperation = defineRule({
  id: 'pagination-unknown-operation',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-operation'],
  codes: ['pagination-unknown-operation'],
  fix: writeSuggestedName,
});

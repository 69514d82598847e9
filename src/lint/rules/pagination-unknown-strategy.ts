import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { writeSuggestedName } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

export const paginationUnknownStrategy = defineRule({
  id: 'pagination-unknown-strategy',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-unknown-strategy'],
  codes: ['pagination-unknown-strategy'],
  fix: writeSuggestedName,
});

import { DIALECT_CODES } from '../../annotation/dialects/dialect.ts';
import { defineRule } from '../rule.ts';

export const dialectUnpaginated = defineRule({
  id: 'dialect-unpaginated',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-unpaginated'],
  codes: ['dialect-unpaginated'],
});

import { DIALECT_CODES } from '../../annotation/dialects/dialect.ts';
import { defineRule } from '../rule.ts';

export const dialectAssumedItems = defineRule({
  id: 'dialect-assumed-items',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-assumed-items'],
  codes: ['dialect-assumed-items'],
});

import { DIALECT_CODES } from '../../annotation/dialects/dialect.ts';
import { defineRule } from '../rule.ts';

export const dialectConflict = defineRule({
  id: 'dialect-conflict',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-conflict'],
  codes: ['dialect-conflict'],
});

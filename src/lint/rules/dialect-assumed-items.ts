import { DIALECT_CODES } from '../../extensions/dialect/codes.ts';
import { defineRule } from '../rule.ts';

export const dialectAssumedItems = defineRule({
  id: 'dialect-assumed-items',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-assumed-items'],
  codes: ['dialect-assumed-items'],
});

import { DIALECT_CODES } from '../../extensions/dialect/codes.ts';
import { defineRule } from '../rule.ts';

export const dialectConflict = defineRule({
  id: 'dialect-conflict',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-conflict'],
  codes: ['dialect-conflict'],
});

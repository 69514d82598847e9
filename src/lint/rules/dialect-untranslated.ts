import { DIALECT_CODES } from '../../annotation/dialects/dialect.ts';
import { defineRule } from '../rule.ts';

export const dialectUntranslated = defineRule({
  id: 'dialect-untranslated',
  severity: 'warning',
  summary: DIALECT_CODES['dialect-untranslated'],
  codes: ['dialect-untranslated'],
});

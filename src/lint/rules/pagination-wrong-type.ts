import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { replaceRange } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

/** Quotes around a number come off; a single name where an array of names is expected gets its brackets. */
export const paginationWrongType = defineRule({
  id: 'pagination-wrong-type',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-wrong-type'],
  codes: ['pagination-wrong-type'],
  fix(finding, source) {
    const { message } = finding;
    if (/must be a positive integer; found "[1-9]\d{0,14}"\.$/.test(message)) {
      return replaceRange(source, finding, (written) => written.slice(1, -1));
    }
    const isName = /must be an array of (?:names|operationIds); found "[^"]+"\.$/.test(message);
    return isName ? replaceRange(source, finding, (written) => `[${written}]`) : [];
  },
});

import { PAGINATION_CODES } from '../../annotation/x-pagination/codes.ts';
import { insertAfter, replaceRange } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

/** The parameter's own default says where the first page is: `start` follows it. */
export const paginationStart = defineRule({
  id: 'pagination-start',
  severity: 'error',
  summary: PAGINATION_CODES['pagination-start'],
  codes: ['pagination-start'],
  fix(finding, source) {
    if (!/ has the default -?\d+, but /.test(finding.message)) return [];
    const [, verb, start] = /^(Add|Write) `start: (\d+)`/.exec(finding.hint ?? '') ?? [];
    if (start === undefined) return [];
    return verb === 'Add' ? insertAfter(source, finding, 'start', start) : replaceRange(source, finding, () => start);
  },
});

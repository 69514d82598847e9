import { removeLine } from '../fixes/edit.ts';
import { defineRule } from '../rule.ts';

/** Reported by the reader of the comments themselves. */
export const paginationUnusedDisable = defineRule({
  id: 'pagination-unused-disable',
  severity: 'warning',
  summary: 'A comment disables a rule that finds nothing there, or that does not exist.',
  codes: ['pagination-unused-disable'],
  fix: (finding, source) =>
    / finds nothing on the next line\.$/.test(finding.message) ? removeLine(source, finding) : [],
});

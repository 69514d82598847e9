import { operationLabel } from '../../model/operation.ts';
import { findOutcome, mayBeAbsent, type OutcomeMember, pageResponseOf } from '../../model/page-bodies.ts';
import { describeResponseField } from '../../model/pagination-fields.ts';
import { isNative } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Slack answers 200 with `ok: false` and without items. A client cannot tell that from an empty page. */
export const paginationUndeclaredError = defineRule({
  id: 'pagination-undeclared-error',
  severity: 'warning',
  summary:
    'The items may be absent, and a member of the response tells success from failure, but the annotation has no `error`.',
  visit: {
    strategy(strategy, operation, { api, report }) {
      const { items, error } = strategy.response;
      const page = pageResponseOf(operation);
      if (error !== undefined || items.in !== 'body' || page === undefined || !isNative(strategy)) return;
      const member = findOutcome(page.body, items.pointer, api.schemas);
      if (member === undefined || !mayBeAbsent(page.body, items.pointer, api.schemas)) return;
      report({
        message: `${describeResponseField(items)} of the response of ${operationLabel(operation)} may be absent, and \`${member.pointer}\` tells success from failure: without \`response.error\`, clients reject an answer without items.`,
        hint: `Write ${adviceOn(member)}, or \`error: false\` if successful answers contain no errors.`,
        location: items.location,
      });
    },
  },
});

function adviceOn({ kind, pointer }: OutcomeMember): string {
  if (kind === 'fault') return `\`error: ${pointer}\``;
  return kind === 'flag'
    ? `\`error: { at: ${pointer}, not: true }\``
    : `\`error: { at: ${pointer}, not: … }\` with the values that mean success`;
}

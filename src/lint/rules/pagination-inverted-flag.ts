import { isNamedLikeEnd } from '../../inference/words.ts';
import { describeResponseField } from '../../model/pagination-fields.ts';
import type { ResponseField } from '../../model/strategy.ts';
import { keyLocation, parsePointer } from '../../shared/json.ts';
import { isNative } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** A walk ends at `hasMore: false`, so an inverted flag ends it after the first page, without an error. */
export const paginationInvertedFlag = defineRule({
  id: 'pagination-inverted-flag',
  severity: 'warning',
  isFixable: true,
  summary: 'The flag at `response.hasMore` is named like one that is true on the last page.',
  visit: {
    strategy(strategy, _, { report }) {
      const { hasMore } = strategy.response;
      if (hasMore === undefined || !isNamedLikeEnd(nameOf(hasMore))) return;
      // Annotations of other tools have other words for the flag, or none.
      const fix = { kind: 'rename', from: 'hasMore', to: 'isLast' } as const;
      report({
        message: `\`response.hasMore\` is ${describeResponseField(hasMore)}, which is named like a flag that is true on the last page; then the walk would end after the first page.`,
        hint: 'If it is true on the last page, declare it as `isLast`.',
        location: keyLocation(hasMore.location),
        ...(isNative(strategy) && { fix }),
      });
    },
  },
});

function nameOf(field: ResponseField): string {
  return field.in === 'header' ? field.name : (parsePointer(field.pointer)?.at(-1) ?? '');
}

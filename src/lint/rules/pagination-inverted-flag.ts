import { GROUP_FIELDS } from '../../annotation/fields.ts';
import { describeResponseField } from '../../model/pagination-fields.ts';
import type { ResponseField } from '../../model/strategy.ts';
import { parsePointer } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** Words for an end. A flag of such a name is true on the last page, where `hasMore` is false. */
const END = new Set('complete completed done end ended eof exhausted final finished last'.split(' '));
const OPPOSITE = new Set('has more next no not without'.split(' '));

/** A walk ends at `hasMore: false`, so an inverted flag ends it after the first page, without an error. */
export const paginationInvertedFlag = defineRule({
  id: 'pagination-inverted-flag',
  severity: 'warning',
  summary: 'The flag at `response.hasMore` is named like one that is true on the last page.',
  visit: {
    strategy({ response: { hasMore } }, _, { report }) {
      if (hasMore === undefined || !isNamedLikeEnd(nameOf(hasMore))) return;
      const instead = GROUP_FIELDS.response.has('isLast') ? 'declare it as `isLast`' : 'remove it from the annotation';
      report({
        message: `\`response.hasMore\` is ${describeResponseField(hasMore)}, which is named like a flag that is true on the last page; then the walk would end after the first page.`,
        hint: `If it is true on the last page, ${instead}.`,
        location: hasMore.location,
      });
    },
  },
});

function nameOf(field: ResponseField): string {
  return field.in === 'header' ? field.name : (parsePointer(field.pointer)?.at(-1) ?? '');
}

function isNamedLikeEnd(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => END.has(word)) && !words.some((word) => OPPOSITE.has(word));
}

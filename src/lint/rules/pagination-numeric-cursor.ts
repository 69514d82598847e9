import { schemaAt } from '../../model/schema-at.ts';
import { type JsonKind, kindsOf } from '../../model/schema-kinds.ts';
import { defineRule } from '../rule.ts';

/** JavaScript loses digits of numbers beyond 2^53, and callers may calculate with a number. */
export const paginationNumericCursor = defineRule({
  id: 'pagination-numeric-cursor',
  severity: 'warning',
  summary: 'The cursor is a number; a string could change its meaning without breaking clients.',
  visit: {
    strategy({ response, item, places }, _, { api, report }) {
      const lookup = response.itemCursor === undefined ? undefined : schemaAt(item, response.itemCursor, api.schemas);
      const schema = response.nextCursor?.schema ?? (lookup?.found ? lookup.schema : undefined);
      const key = response.nextCursor === undefined ? 'itemCursor' : 'nextCursor';
      const location = response.nextCursor?.location ?? places.get('response.itemCursor');
      if (schema === undefined || location === undefined) return;
      const kinds = [...kindsOf(schema, api.schemas)].filter((kind) => kind !== 'null');
      if (kinds.length === 0 || !kinds.every(isNumber)) return;
      report({
        message: `The cursor, \`response.${key}\`, is a number: JavaScript loses digits beyond 2^53, and callers may calculate with it.`,
        hint: 'Use an opaque string, which callers only send back.',
        location,
      });
    },
  },
});

function isNumber(kind: JsonKind): boolean {
  return kind === 'number' || kind === 'integer';
}

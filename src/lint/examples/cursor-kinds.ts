import type { Strategy } from '../../ir/pagination.ts';
import { schemaOfRequestField } from '../../ir/request-field.ts';
import { type JsonKind, kindsOf } from '../../ir/schema-kinds.ts';
import type { RuleContext } from '../rule.ts';

/** What the request takes as a cursor. */
export function cursorKinds({ request }: Strategy, { api }: RuleContext): readonly JsonKind[] {
  const schema = request.cursor && schemaOfRequestField(request.cursor, api.schemas);
  const kinds = schema === undefined ? [] : [...kindsOf(schema, api.schemas)].filter((kind) => kind !== 'null');
  return kinds.length === 0 ? ['unknown'] : kinds;
}

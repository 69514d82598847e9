import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import { formatPointer } from '../../shared/json.ts';
import type { Advice } from '../../shared/suggest.ts';

/**
 * Returns advice for a place that is written in the notation of other tools, as a path with dots (`meta.next`), a JSONPath
 * (`$.data[*]`) or a path without a slash at its beginning. Undefined if there is no such place.
 */
export function otherNotation(written: unknown, schema: Schema, schemas: Schemas): Advice | undefined {
  const text = String(written);
  const path = text.replace(/^\$?[./]?/, '').replace(/\[\*?\]$/, '');
  const pointer = formatPointer(path.split(/[./]/));
  if (pointer === text || path === '' || !schemaAt(schema, pointer, schemas).found) return undefined;
  return { hint: `Write \`${pointer}\`.`, fix: { kind: 'replace', text: pointer } };
}

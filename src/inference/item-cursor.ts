import type { JsonPointer } from '../ir/json-pointer.ts';
import { formatPointer } from '../ir/json-pointer.ts';
import type { Schema } from '../ir/schema.ts';
import { kindsOf, type Schemas } from '../ir/schema-kinds.ts';
import { propertiesOf } from './properties.ts';
import type { RequestEvidence } from './request-roles.ts';
import { hasAny, singular, wordSet, wordsOf } from './words.ts';

const POSITION_WORDS = wordSet('starting start after since last exclusive evaluated page from key');

/**
 * The field of the last item that a keyset cursor takes: what is left of the parameter's name (`after_event_id`), or
 * `id`. Undefined where nothing says that the cursor is an item's own value.
 */
export function findItemCursor({ place }: RequestEvidence, item: Schema, schemas: Schemas): JsonPointer | undefined {
  const properties = propertiesOf(item, schemas).filter(({ schema }) => {
    const kinds = kindsOf(schema, schemas);
    return kinds.has('string') || kinds.has('integer') || kinds.has('number');
  });
  const saysItem =
    place.words.includes('id') ||
    (hasAny(place.words, wordSet('starting start since last')) && hasAny(place.words, wordSet('after since last'))) ||
    /\b(?:id|identifier)\b/.test(place.text);
  if (!saysItem) return undefined;
  const rest = place.words
    .filter((word) => !POSITION_WORDS.has(word))
    .map(singular)
    .join(' ');
  const named = properties.find(({ name }) => rest !== '' && wordsOf(name).map(singular).join(' ') === rest);
  const found = named ?? properties.find(({ name }) => /^_?id$/i.test(name));
  return found && formatPointer([found.name]);
}

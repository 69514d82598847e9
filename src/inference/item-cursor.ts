import { formatPointer, type JsonPointer } from '../ir/json-pointer.ts';
import type { Schema } from '../ir/schema.ts';
import { dereference, type JsonKind, kindsFit, kindsOf, type Schemas } from '../ir/schema-kinds.ts';
import type { Place } from './place.ts';
import { propertiesOf } from './properties.ts';
import { hasAny, singular, wordSet, wordsOf } from './words.ts';

const POSITION_WORDS = wordSet('starting start after since max last exclusive evaluated page from key');

/** What an item that is wrapped is wrapped in. */
const WRAPPERS = wordSet('data node item resource object');

/** What items are identified by, the likeliest first. */
const IDENTITIES = [/^_?id$/i, /^(?:uuid|guid|uid|sid)$/i, /^(?:token|key)$/i];

/**
 * The field of the last item that a keyset cursor takes: what is left of the parameter's name (`after_event_id`), the
 * item's `id`, or an `id` one level down of the parameter's own format. Undefined where nothing says that the cursor
 * is an item's own value.
 *
 * @param hasTwin whether there is a parameter for the other direction
 */
export function findItemCursor(
  place: Place,
  item: Schema,
  schemas: Schemas,
  hasTwin: boolean,
): JsonPointer | undefined {
  const fields = fieldsOf(item, schemas).filter(({ kinds }) => kindsFit(kinds, place.kinds));
  const rest = remainder(place);
  const named = fields.find(
    ({ tokens }) => tokens.length === 1 && rest !== '' && wordsOf(tokens[0]!).map(singular).join(' ') === rest,
  );
  if (named !== undefined) return formatPointer(named.tokens);
  const ids = IDENTITIES.flatMap((name) => fields.filter(({ tokens }) => name.test(tokens.at(-1)!)));
  const alike = ids.find(({ format }) => format !== undefined && format === place.format);
  if (alike !== undefined) return formatPointer(alike.tokens);
  const own = ids.find(({ tokens }) => tokens.length === 1) ?? ids.find(({ tokens }) => WRAPPERS.has(tokens[0]!));
  return own !== undefined && (saysItem(place) || hasTwin) ? formatPointer(own.tokens) : undefined;
}

function remainder({ words }: Place): string {
  return words
    .filter((word) => !POSITION_WORDS.has(word))
    .map(singular)
    .join(' ');
}

function saysItem({ words, text }: Place): boolean {
  const begins = hasAny(words, wordSet('starting start since last')) && hasAny(words, wordSet('after since last'));
  return words.includes('id') || begins || /\b(?:id|identifier)\b/.test(text);
}

interface Field {
  readonly tokens: readonly string[];
  readonly kinds: ReadonlySet<JsonKind>;
  readonly format: string | undefined;
}

/** The scalar fields of an item, and those of the objects in it. */
function fieldsOf(item: Schema, schemas: Schemas, outer: readonly string[] = []): Field[] {
  return propertiesOf(item, schemas).flatMap(({ name, schema }) => {
    const tokens = [...outer, name];
    const kinds = kindsOf(schema, schemas);
    if (kinds.has('string') || kinds.has('integer') || kinds.has('number')) {
      return [{ tokens, kinds, format: schema.format ?? dereference(schema, schemas)?.format }];
    }
    return kinds.has('object') && outer.length === 0 ? fieldsOf(schema, schemas, tokens) : [];
  });
}

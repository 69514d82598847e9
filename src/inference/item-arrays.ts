import type { Operation } from '../model/operation.ts';
import { itemSchemaOf } from '../model/page-bodies.ts';
import type { Schema } from '../model/schema.ts';
import { dereference, type JsonKind, kindsFit, kindsOf, propertiesOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonPointer } from '../shared/json.ts';
import type { Place } from './place.ts';
import { isObjectSchema, type ResponseArray, type ResponseShape } from './response-places.ts';
import { hasAny, hasOnly, singularize, wordSet, wordsOf } from './words.ts';

export interface RankedArray {
  readonly array: ResponseArray;
  readonly score: number;
}

/** Names that mean "the list" and say nothing about its items. */
export const CONTAINERS: ReadonlySet<string> = wordSet(
  'data item items result results record records value values entry entries element elements object objects list rows row ' +
    'hits content contents resource resources collection nodes edges documents docs array page response payload embedded body',
);

/** Names of lists that describe the page or its items, such as errors and facets. */
const METADATA = wordSet(
  'error errors warning warnings link links facet facets aggregation aggregations aggs included includes notice notices ' +
    'meta metadata pagination paging schema schemas columns fields headers sort sorts filters suggestions breadcrumbs expands debug',
);

/** Ranks the arrays of a response, beginning with the one that most likely holds the items of the page. */
export function rankItemArrays(
  shape: ResponseShape,
  operation: Operation,
  pagingParents: ReadonlySet<string>,
  schemas: Schemas,
): RankedArray[] {
  const subject = subjectWords(operation);
  return shape.arrays
    .map((array) => ({ array, score: scoreOf(array, subject, pagingParents, schemas) }))
    .sort((a, b) => b.score - a.score || a.array.depth - b.array.depth);
}

const ACTIONS = wordSet('search list query find filter get all export history recent latest sync');

/**
 * Returns the words for an operation's subject, in the singular: from the last fixed segment of its path (and from the
 * one before if that is an action), its operationId and its tags.
 */
export function subjectWords({ path, operationId = '', tags }: Operation): ReadonlySet<string> {
  const segments = path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
  const last = wordsOf(segments.at(-1) ?? '');
  const nouns = hasOnly(last, ACTIONS) ? [segments.at(-2) ?? ''] : [];
  const words = [last.join(' '), ...nouns, operationId, ...tags].flatMap(wordsOf).map(singularize);
  return new Set(words.filter((word) => word.length > 2));
}

function scoreOf(
  array: ResponseArray,
  subject: ReadonlySet<string>,
  pagingParents: ReadonlySet<string>,
  schemas: Schemas,
): number {
  const names = array.words.map(singularize);
  let score = itemScore(array.item, schemas);
  if (array.depth === 0) return score + 3;
  const named = names.some((word) => subject.has(word));
  const isContainer = array.words.every((word) => CONTAINERS.has(word));
  if (isContainer) score += 2;
  if (named) score += 1 + names.filter((word) => subject.has(word)).length / names.length;
  if (!named && itemWords(array.item, schemas).some((word) => subject.has(word))) score += 0.8;
  if (!named && hasAny(array.words, METADATA)) score -= 3;
  if (hasAny(array.parentWords, METADATA)) score -= 2;
  if (looksLikeFaults(array, schemas)) score -= 2;
  if (pagingParents.has(array.parent)) score += 1;
  if (array.required) score += 0.3;
  const inEnvelope = array.parentWords.some((word) => CONTAINERS.has(word) || subject.has(singularize(word)));
  return score - (array.depth - 1) * (inEnvelope ? 0.4 : 1);
}

/** Scores the items of an array. Lists mostly contain objects, sometimes groups of objects, rarely texts or numbers. */
function itemScore(item: Schema, schemas: Schemas): number {
  if (isObjectSchema(item, schemas)) return 3;
  if (item.kind === 'unknown') return 1.5;
  const inner = itemSchemaOf(item, schemas);
  return inner !== undefined && isObjectSchema(inner, schemas) ? 2 : 0.5;
}

/** Returns the words in the name of the items' schema. */
function itemWords(item: Schema, schemas: Schemas): string[] {
  const name = item.kind === 'ref' ? schemas.get(item.id)?.name : undefined;
  return name === undefined ? [] : wordsOf(name).map(singularize);
}

function looksLikeFaults({ item, words }: ResponseArray, schemas: Schemas): boolean {
  if (hasAny(words, CONTAINERS)) return false;
  const names = new Set(propertiesOf(item, schemas).map(({ name }) => name.toLowerCase()));
  return names.size > 0 && names.size <= 4 && names.has('message') && (names.has('code') || names.has('field'));
}

const POSITION_WORDS = wordSet('starting start after since max last exclusive evaluated page from key');

/** Names of properties that wrap an item. */
const WRAPPERS = wordSet('data node item resource object');

/** Names of properties that identify an item, the most likely first. */
const IDENTITIES = [/^_?id$/i, /^(?:uuid|guid|uid|sid)$/i, /^(?:token|key)$/i];

/**
 * Finds the field of the last item that a cursor takes its value from: the field that the parameter is named after
 * (`after_event_id`), an `id` with the parameter's format, or the item's `id`. Undefined if nothing indicates that the
 * cursor is a value of an item.
 *
 * @param isItemValueLikely whether other signs indicate that the cursor is a value of an item
 */
export function findItemCursor(
  place: Place,
  item: Schema,
  schemas: Schemas,
  isItemValueLikely: boolean,
): JsonPointer | undefined {
  const fields = fieldsOf(item, schemas).filter(({ kinds }) => kindsFit(kinds, place.kinds));
  const rest = remainder(place);
  const named = fields.find(
    ({ tokens }) => tokens.length === 1 && rest !== '' && wordsOf(tokens[0]!).map(singularize).join(' ') === rest,
  );
  if (named !== undefined) return formatPointer(named.tokens);
  const ids = IDENTITIES.flatMap((name) => fields.filter(({ tokens }) => name.test(tokens.at(-1)!)));
  const alike = ids.find(({ format }) => format !== undefined && format === place.format);
  if (alike !== undefined) return formatPointer(alike.tokens);
  const described = fields.find(({ tokens }) => tokens.length === 1 && isComparedIn(place.text, tokens[0]!));
  if (described !== undefined) return formatPointer(described.tokens);
  const own = ids.find(({ tokens }) => tokens.length === 1) ?? ids.find(({ tokens }) => WRAPPERS.has(tokens[0]!));
  const isLikely = refersToItem(place) || (isItemValueLikely && !hasAny(place.words, OPAQUE));
  return own !== undefined && isLikely ? formatPointer(own.tokens) : undefined;
}

/** Words for tokens that an API makes up. */
const OPAQUE = wordSet('token continuation bookmark scroll');

/** True if a description compares a field of the items with the cursor: "with a number greater than the offset". */
function isComparedIn(text: string, name: string): boolean {
  const field = name.toLowerCase().replaceAll(/[^\w]/g, '');
  return (
    field !== '' &&
    new RegExp(`\\b${field}s? (?:greater|larger|higher|bigger|less|smaller|lower|older|newer) than\\b`).test(text)
  );
}

function remainder({ words }: Place): string {
  return words
    .filter((word) => !POSITION_WORDS.has(word))
    .map(singularize)
    .join(' ');
}

function refersToItem({ words, text }: Place): boolean {
  const begins = hasAny(words, wordSet('starting start since last')) && hasAny(words, wordSet('after since last'));
  return words.includes('id') || begins || /\b(?:id|identifier)\b/.test(text);
}

interface Field {
  readonly tokens: readonly string[];
  readonly kinds: ReadonlySet<JsonKind>;
  readonly format: string | undefined;
}

/** Returns the scalar fields of an item and of the objects in it. */
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

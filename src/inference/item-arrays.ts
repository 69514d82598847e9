import { itemSchemaOf } from '../ir/item-schema.ts';
import type { Operation } from '../ir/operation.ts';
import type { Schema } from '../ir/schema.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import { propertiesOf } from './properties.ts';
import { isThing, type ResponseArray, type ResponseShape } from './response-places.ts';
import { hasAny, onlyOf, singular, wordSet, wordsOf } from './words.ts';

export interface RankedArray {
  readonly array: ResponseArray;
  readonly score: number;
}

/** Names that say "the list" rather than what is in it. */
export const CONTAINERS: ReadonlySet<string> = wordSet(
  'data item items result results record records value values entry entries element elements object objects list rows row ' +
    'hits content contents resource resources collection nodes edges documents docs array page response payload embedded body',
);

/** Lists beside the page: about it, or about its items. */
const ASIDE = wordSet(
  'error errors warning warnings link links facet facets aggregation aggregations aggs included includes notice notices ' +
    'meta metadata pagination paging schema schemas columns fields headers sort sorts filters suggestions breadcrumbs expands debug',
);

/** The arrays of a response, the likeliest to be the page's items first. */
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

/** What the operation is about: the last fixed part of its path (the one before where that is an action), its operationId and its tags, in the singular. */
export function subjectWords({ path, operationId = '', tags }: Operation): ReadonlySet<string> {
  const segments = path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
  const last = wordsOf(segments.at(-1) ?? '');
  const nouns = onlyOf(last, ACTIONS) ? [segments.at(-2) ?? ''] : [];
  const words = [last.join(' '), ...nouns, operationId, ...tags].flatMap(wordsOf).map(singular);
  return new Set(words.filter((word) => word.length > 2));
}

function scoreOf(
  array: ResponseArray,
  subject: ReadonlySet<string>,
  pagingParents: ReadonlySet<string>,
  schemas: Schemas,
): number {
  const names = array.words.map(singular);
  let score = itemScore(array.item, schemas);
  if (array.depth === 0) return score + 3;
  const named = names.some((word) => subject.has(word));
  const isContainer = array.words.every((word) => CONTAINERS.has(word));
  if (isContainer) score += 2;
  if (named) score += 1 + names.filter((word) => subject.has(word)).length / names.length;
  if (!named && itemWords(array.item, schemas).some((word) => subject.has(word))) score += 0.8;
  if (!named && hasAny(array.words, ASIDE)) score -= 3;
  if (hasAny(array.parentWords, ASIDE)) score -= 2;
  if (looksLikeFaults(array, schemas)) score -= 2;
  if (pagingParents.has(array.parent)) score += 1;
  if (array.required) score += 0.3;
  const inEnvelope = array.parentWords.some((word) => CONTAINERS.has(word) || subject.has(singular(word)));
  return score - (array.depth - 1) * (inEnvelope ? 0.4 : 1);
}

/** Lists are mostly of things; groups of things come next, texts and numbers last. */
function itemScore(item: Schema, schemas: Schemas): number {
  if (isThing(item, schemas)) return 3;
  if (item.kind === 'unknown') return 1.5;
  const inner = itemSchemaOf(item, schemas);
  return inner !== undefined && isThing(inner, schemas) ? 2 : 0.5;
}

/** The name of the schema that items have. */
function itemWords(item: Schema, schemas: Schemas): string[] {
  const name = item.kind === 'ref' ? schemas.get(item.id)?.name : undefined;
  return name === undefined ? [] : wordsOf(name).map(singular);
}

function looksLikeFaults({ item, words }: ResponseArray, schemas: Schemas): boolean {
  if (hasAny(words, CONTAINERS)) return false;
  const names = new Set(propertiesOf(item, schemas).map(({ name }) => name.toLowerCase()));
  return names.size > 0 && names.size <= 4 && names.has('message') && (names.has('code') || names.has('field'));
}

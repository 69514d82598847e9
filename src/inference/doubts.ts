import type { Operation } from '../model/operation.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import { parsePointer } from '../shared/json.ts';
import type { Conventions } from './conventions.ts';
import type { Choice, Doubt, Signs } from './evidence.ts';
import { CONTAINERS, subjectWords } from './item-arrays.ts';
import { isAmongLinks, isObjectSchema, type ResponseArray } from './response-places.ts';
import { hasAny, singularize, wordSet, wordsOf } from './words.ts';

const READS = wordSet(
  'search list query find get filter lookup fetch read retrieve scan browse describe batch select report check',
);
const WRITES = wordSet(
  'create update delete remove add set upsert import upload patch replace bulk send cancel start stop',
);

/** Finds evidence against pagination: reasons why an operation is perhaps not a list with pages. */
export function findDoubts(
  signs: Signs,
  items: ResponseArray,
  choice: Choice,
  conventions: Conventions,
  schemas: Schemas,
): Doubt[] {
  const { operation } = signs;
  const doubts: Doubt[] = [];
  const doubt = (when: boolean, factor: number, reason: string): void => {
    if (when) doubts.push({ factor, reason });
  };
  const chosen = signs.items.find(({ array }) => array === items);
  const words = wordsOf(`${operation.operationId ?? ''} ${operation.path.split('/').at(-1) ?? ''}`);
  const isPost = operation.method !== 'GET';
  const isAsked = choice.next !== undefined && (choice.position !== undefined || signs.request.limit.length > 0);
  doubt(isPost && !readsOnly(operation) && !isAsked, 0.5, 'it is a POST whose name does not suggest a search');
  const changes = WRITES.has(words[0] ?? '') || (hasAny(words, WRITES) && !hasAny(words, READS));
  doubt(isPost && changes, 0.6, 'its name suggests that it changes data');
  doubt(!isObjectSchema(items.item, schemas) && items.depth > 0, 0.9, 'the items are not objects');
  doubt(isSingleResource(signs, items), 0.7, 'the response looks like a single object that contains a list');
  doubt(
    namesOneResource(signs, items, choice),
    0.6,
    'the path names a single resource, and the list is not named after it',
  );
  doubt(
    signs.items.length > 1 && (chosen?.score ?? 0) < UNCLEAR,
    0.7,
    `only its shape suggests that ${items.pointer} is the list`,
  );
  // If other lists of the API take a position, one that does not is probably complete.
  const factor = conventions.nextOf.size > 0 ? 0.7 : 0.8;
  doubt(isGenericLink(signs, choice), factor, 'the link is one of several, and the request has no paging parameter');
  doubt(
    isUnaskedLink(signs, items, choice),
    0.7,
    'the request has no paging parameter, and only a header is a sign of pages',
  );
  const counts = choice.style === 'offset' || choice.style === 'page';
  const isPlain = signs.operation.method === 'GET' && hasAny(choice.position?.words ?? [], wordSet('page offset skip'));
  const ends = [
    ...signs.response.total,
    ...signs.response.totalPages,
    ...signs.response.hasMore,
    ...signs.response.isLast,
    ...signs.response.page,
  ];
  doubt(
    counts && !isPlain && signs.request.limit.length === 0 && ends.length === 0,
    0.75,
    'the request has no page size and the response has no end signal',
  );
  const second = signs.items[1];
  const margin = (signs.items[0]?.score ?? 0) - (second?.score ?? -9);
  doubt(margin < 0.5, 0.85, `the items could also be in ${second?.array.pointer}`);
  return doubts;
}

/** True if the name or the summary of an operation says that it only reads. "Get" in a summary can be one resource. */
function readsOnly({ operationId = '', path, summary = '' }: Operation): boolean {
  const words = wordsOf(`${operationId} ${path.split('/').at(-1) ?? ''}`);
  return hasAny(words, READS) || /^(?:lists?|search(?:es)?|quer(?:y|ies)|finds?|browses?)\b/i.test(summary);
}

/** If a response has several arrays, one with a lower score has neither a typical name nor a typical place. */
const UNCLEAR = 2.5;

/**
 * True if the response is a single resource: the object around the list has an identity of its own, and the list is not
 * named after the subject of the operation.
 */
function isSingleResource({ operation }: Signs, items: ResponseArray): boolean {
  if (items.depth === 0) return false;
  const own = new Set(items.siblings.map((name) => name.toLowerCase()));
  if (!own.has('id') && !own.has('name') && !own.has('created_at') && !own.has('createdat')) return false;
  const subject = subjectWords(operation);
  return own.size > 4 && !items.words.map(singularize).some((word) => subject.has(word));
}

/** True for paths such as `/flags/{flag}` without paging parameters: that is one flag, even if it contains lists. */
function namesOneResource(signs: Signs, items: ResponseArray, { position }: Choice): boolean {
  const { operation, request } = signs;
  if (position !== undefined || request.limit.length > 0 || !/\}\/?$/.test(operation.path)) return false;
  const names = (parsePointer(items.pointer) ?? []).map(wordsOf);
  const own = names.findLast((words) => !words.every((word) => CONTAINERS.has(word)));
  return own !== undefined && !subjectWords(operation).has(singularize(own.at(-1) ?? ''));
}

/** True for a link that frameworks add to every response. */
function isGenericLink({ request }: Signs, { style, position, next }: Choice): boolean {
  if (style !== 'next-url' || position !== undefined || request.limit.length > 0) return false;
  return next?.kind === 'nextUrl' && isAmongLinks(next.place);
}

/**
 * True for a declared `Link` header alone: many documents declare it for every response of the API. APIs put links into
 * a header since their lists are bare arrays.
 */
function isUnaskedLink(
  { request, operation, shape }: Signs,
  items: ResponseArray,
  { style, position }: Choice,
): boolean {
  if (style !== 'link-header' || position !== undefined || request.limit.length > 0) return false;
  if (items.depth > 0) return true;
  const header = shape.headers.find(({ name }) => name.toLowerCase() === 'link');
  const text = `${operation.summary ?? ''} ${operation.description ?? ''} ${header?.text ?? ''}`;
  return !/\bpag(?:e|es|ing|inat\w*)\b|rel=\\?"?next/i.test(text);
}

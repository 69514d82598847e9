import { dereference, type Schemas } from '../model/schema-kinds.ts';
import { isContradictory } from './bounds.ts';
import type { Choice } from './choice.ts';
import { chooseStyle } from './choose-style.ts';
import { type Conventions, signatureOf } from './conventions.ts';
import { findDoubts } from './doubts.ts';
import type { Detection, Evidence, Signs } from './evidence.ts';
import { subjectWords } from './item-arrays.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';
import { isNearby } from './response-places.ts';
import type { ResponseEvidence } from './response-roles.ts';

/** If the scores of two arrays differ by less than this, the API's usual place of the items decides. */
const CLOSE = 1.2;

/** Detects how an operation paginates. Returns a text, the reason, if it does not look like a list with pages. */
export function detectPagination(signs: Signs, conventions: Conventions, schemas: Schemas): Detection | string {
  const items = chooseItems(signs, conventions);
  if (items === undefined) return explainMissingItems(signs, schemas);
  const choice = chooseStyle(signs, items, conventions, schemas);
  if (choice === undefined) return explainMissingStyle(signs);
  const limit = signs.request.limit.find(({ place }) => place !== choice.position && !isContradictory(place, schemas));
  const from = (found: readonly ResponseEvidence[]): ResponsePlace | undefined =>
    found.find(
      ({ place, strength }) =>
        strength >= 2 && place.in === 'body' && isNearby(place, items) && place !== nextPlace(choice),
    )?.place;
  const parts = {
    hasMore: from(signs.response.hasMore),
    // In a response with a cursor, a plain `count` is usually the number of items on the page.
    total: from(signs.response.total.filter(({ strength }) => strength === 3 || !choice.style.startsWith('cursor-'))),
    // Without a page number in the request, `pages` can be the pages of a book or PDF.
    totalPages: from(
      signs.response.totalPages.filter(({ strength }) => strength === 3 || signs.request.page.length > 0),
    ),
    pageSize: limit && from(signs.response.limit),
  };
  const evidence = [
    ...choice.evidence,
    ...supportingEvidence(signs, items, limit?.strength ?? 0, limit?.place.key, parts),
  ];
  const detection: Detection = {
    operation: signs.operation,
    style: choice.style,
    ...(choice.position !== undefined && { position: choice.position }),
    ...(choice.next !== undefined && { next: choice.next }),
    ...(limit !== undefined && { limit: limit.place }),
    ...(parts.hasMore !== undefined && { hasMore: parts.hasMore }),
    ...(parts.total !== undefined && { total: parts.total }),
    ...(parts.totalPages !== undefined && { totalPages: parts.totalPages }),
    ...(parts.pageSize !== undefined && { pageSize: parts.pageSize }),
    items,
    evidence,
    doubts: findDoubts(signs, items, choice, schemas),
  };
  const siblings = (conventions.signatures.get(signatureOf(detection)) ?? 0) - 1;
  if (siblings < 2) return detection;
  const reason = `${siblings} other operations of this API page in the same way`;
  return { ...detection, evidence: [...evidence, { weight: 0.4, reason }] };
}

/** Explains why no items were found. A common reason is an object with the items as members. */
function explainMissingItems({ shape }: Signs, schemas: Schemas): string {
  const map = shape.values.find(({ schema, parent }) => {
    const target = dereference(schema, schemas);
    const of = target?.kind === 'object' ? target.additional?.kind : undefined;
    return parent === '' && of !== undefined && of !== 'unknown';
  });
  if (map === undefined) return 'looks paginated, but its response does not declare a list';
  const where = map.pointer === '' ? 'its response' : map.pointer;
  return `looks paginated, but ${where} is an object with arbitrary keys; only arrays can be walked`;
}

function nextPlace({ next }: Choice): ResponsePlace | undefined {
  return next?.kind === 'nextCursor' || next?.kind === 'nextUrl' ? next.place : undefined;
}

function chooseItems({ items }: Signs, conventions: Conventions): ResponseArray | undefined {
  const best = items[0];
  if (best === undefined || best.score < 0) return undefined;
  const votes = (pointer: string): number => conventions.items.get(pointer) ?? 0;
  const close = items.filter(({ score }) => best.score - score < CLOSE);
  return close.sort((a, b) => votes(b.array.pointer) - votes(a.array.pointer) || b.score - a.score)[0]?.array;
}

function supportingEvidence(
  { response, operation, items: arrays }: Signs,
  items: ResponseArray,
  limitStrength: number,
  limitKey: string | undefined,
  parts: Partial<Record<'hasMore' | 'total' | 'totalPages' | 'pageSize', ResponsePlace | undefined>>,
): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (when: unknown, weight: number, reason: string): void => {
    if (when) evidence.push({ weight, reason });
  };
  add(limitStrength > 0, [0, 0.15, 0.3, 0.35][limitStrength]!, `\`${limitKey}\` is a page size`);
  add(parts.hasMore, 0.4, `${parts.hasMore?.pointer} says whether there are more items`);
  add(parts.totalPages, 0.4, `${parts.totalPages?.pointer} is the number of pages`);
  add(parts.total, 0.3, `${parts.total?.pointer} is the total number of items`);
  add(parts.pageSize ?? response.page[0], 0.25, 'the response repeats the page or the page size');
  const clear = (arrays[0]?.score ?? 0) - (arrays[1]?.score ?? -1) >= 1;
  add(clear, 0.25, items.pointer === '' ? 'the body is a list' : `${items.pointer} is the list`);
  const text = `${operation.summary ?? ''} ${operation.description ?? ''}`;
  add(
    /\bpaginat|\bpag(?:es|ing)\b|\bnext page\b|\bper page\b|\bpage of\b/i.test(text),
    0.3,
    'the description mentions pages',
  );
  add(
    /^(?:list|search|query|find|getall|index)/i.test(operation.operationId ?? ''),
    0.15,
    'its name suggests a list or a search',
  );
  const named =
    items.words.length > 0 && [...subjectWords(operation)].some((word) => items.pointer.toLowerCase().includes(word));
  add(named, 0.1, 'the list is named after the resource');
  return evidence;
}

function explainMissingStyle({ request, response, nextHeaders }: Signs): string {
  if (request.cursor.some(({ strength }) => strength >= 2)) {
    return 'looks paginated, but has no end signal: it takes a cursor, and no response field returns the next one';
  }
  if (response.nextCursor.some(({ strength }) => strength >= 2) || nextHeaders.length > 0) {
    return 'looks paginated, but the request has no field for the cursor that the response returns';
  }
  if (response.hasMore.length > 0) return 'looks paginated, but the request has no field to ask for the next page';
  return request.limit.length > 0 ? 'takes a page size, but has no way to request a second page' : '';
}

import { dereference, type Schemas } from '../model/schema-kinds.ts';
import { chooseStyles } from './choose-style.ts';
import { type Conventions, signatureOf, withUsualCursors } from './conventions.ts';
import { findDoubts } from './doubts.ts';
import type { Choice, Detection, Evidence, Signs } from './evidence.ts';
import { subjectWords } from './item-arrays.ts';
import { isContradictory } from './limits.ts';
import { isNearby, labelOf, type ResponseArray, type ResponsePlace } from './response-places.ts';
import type { ResponseEvidence } from './response-roles.ts';

/** If the scores of two arrays differ by less than this, the API's usual place of the items decides. */
const CLOSE = 1.2;

/**
 * Detects how an operation paginates, the most likely way first. Returns a text, the reason, if it does not look like a
 * list with pages.
 */
export function detectPagination(
  signs: Signs,
  conventions: Conventions,
  schemas: Schemas,
): readonly [Detection, ...Detection[]] | string {
  const items = chooseItems(signs, conventions);
  if (items === undefined) return explainMissingItems(signs, schemas);
  const detect = (from: Signs): Detection[] =>
    chooseStyles(from, items, conventions, schemas).map((choice) =>
      completeChoice(choice, from, items, conventions, schemas),
    );
  const usual = withUsualCursors(signs, conventions);
  const [best, ...others] = [...detect(usual), ...(usual === signs ? [] : detect(signs))];
  return best === undefined ? explainMissingStyle(usual) : [best, ...others];
}

/** Adds everything else that the operation declares about its pages to a choice of style. */
function completeChoice(
  choice: Choice,
  signs: Signs,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Detection {
  const limit = signs.request.limit.find(({ place }) => place !== choice.position && !isContradictory(place, schemas));
  const from = (found: readonly ResponseEvidence[]): ResponsePlace | undefined =>
    found.find(({ place, strength }) => strength >= 2 && isNearby(place, items) && place !== nextPlace(choice))?.place;
  const hasMore = from(signs.response.hasMore);
  const parts = {
    hasMore,
    isLast: hasMore === undefined ? from(signs.response.isLast) : undefined,
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
    ...(parts.isLast !== undefined && { isLast: parts.isLast }),
    ...(parts.total !== undefined && { total: parts.total }),
    ...(parts.totalPages !== undefined && { totalPages: parts.totalPages }),
    ...(parts.pageSize !== undefined && { pageSize: parts.pageSize }),
    items,
    evidence,
    doubts: findDoubts(signs, items, choice, conventions, schemas),
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
  return `looks paginated, but ${where} is an object with arbitrary keys; if its values are the items, declare them by hand, with \`map: true\``;
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
  parts: Partial<Record<'hasMore' | 'isLast' | 'total' | 'totalPages' | 'pageSize', ResponsePlace | undefined>>,
): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (when: unknown, weight: number, reason: string): void => {
    if (when) evidence.push({ weight, reason });
  };
  const label = (place: ResponsePlace | undefined): string => (place === undefined ? '' : labelOf(place));
  add(limitStrength > 0, [0, 0.15, 0.3, 0.35][limitStrength]!, `\`${limitKey}\` is a page size`);
  add(parts.hasMore, 0.4, `${label(parts.hasMore)} says whether there are more items`);
  add(parts.isLast, 0.4, `${label(parts.isLast)} says whether this is the last page`);
  add(parts.totalPages, 0.4, `${label(parts.totalPages)} is the number of pages`);
  add(parts.total, 0.3, `${label(parts.total)} is the total number of items`);
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
  if (response.nextUrl.length > 0)
    return 'looks paginated, but only a vague name suggests that its response links to a next page';
  if (request.limit.length > 0) return 'takes a page size, but has no way to request a second page';
  return 'looks paginated, but neither its request nor its response says how to request the next page';
}

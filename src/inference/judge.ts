import { dereference, type Schemas } from '../model/schema-kinds.ts';
import { contradictsItself } from './bounds.ts';
import type { Choice } from './choice.ts';
import { chooseStyle } from './choose-style.ts';
import { type Conventions, signatureOf } from './conventions.ts';
import { doubtsOf } from './doubts.ts';
import type { Evidence, Finding, Signs } from './evidence.ts';
import { subjectWords } from './item-arrays.ts';
import { isNearby } from './place.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';
import type { ResponseEvidence } from './response-roles.ts';

/** How near the best array another one has to be for the habit of the API to decide. */
const CLOSE = 1.2;

/** What an operation's signs come to; a text where it is no list to page through, or says too little to be one. */
export function judge(signs: Signs, conventions: Conventions, schemas: Schemas): Finding | string {
  const items = chooseItems(signs, conventions);
  if (items === undefined) return noList(signs, schemas);
  const choice = chooseStyle(signs, items, conventions, schemas);
  if (choice === undefined) return whyNot(signs);
  const limit = signs.request.limit.find(
    ({ place }) => place !== choice.position && !contradictsItself(place, schemas),
  );
  const from = (found: readonly ResponseEvidence[]): ResponsePlace | undefined =>
    found.find(
      ({ place, strength }) =>
        strength >= 2 && place.in === 'body' && isNearby(place, items) && place !== nextPlace(choice),
    )?.place;
  const parts = {
    hasMore: from(signs.response.hasMore),
    // Beside a cursor, a mere count is more often that of the page.
    total: from(signs.response.total.filter(({ strength }) => strength === 3 || !choice.style.startsWith('cursor-'))),
    // Where nothing counts pages, `pages` may be those of a document.
    totalPages: from(
      signs.response.totalPages.filter(({ strength }) => strength === 3 || signs.request.page.length > 0),
    ),
    pageSize: limit && from(signs.response.limit),
  };
  const evidence = [...choice.evidence, ...supporting(signs, items, limit?.strength ?? 0, limit?.place.key, parts)];
  const finding: Finding = {
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
    doubts: doubtsOf(signs, items, choice, schemas),
  };
  const siblings = (conventions.signatures.get(signatureOf(finding)) ?? 0) - 1;
  if (siblings < 2) return finding;
  const reason = `${siblings} other operations of this API page in the same way`;
  return { ...finding, evidence: [...evidence, { weight: 0.4, reason }] };
}

/** An object whose members are the items, by name, is no list that `items` can point to. */
function noList({ shape }: Signs, schemas: Schemas): string {
  const map = shape.values.find(({ schema, parent }) => {
    const target = dereference(schema, schemas);
    const of = target?.kind === 'object' ? target.additional?.kind : undefined;
    return parent === '' && of !== undefined && of !== 'unknown';
  });
  if (map === undefined) return 'looks paginated, but its response declares no list';
  const where = map.pointer === '' ? 'its response' : map.pointer;
  return `looks paginated, but ${where} is an object with names as keys, and only lists can be walked`;
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

function supporting(
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
  add(parts.hasMore, 0.4, `${parts.hasMore?.pointer} says whether there is more`);
  add(parts.totalPages, 0.4, `${parts.totalPages?.pointer} is the number of pages`);
  add(parts.total, 0.3, `${parts.total?.pointer} is the number of all items`);
  add(parts.pageSize ?? response.page[0], 0.25, `the response gives page or page size back`);
  const clear = (arrays[0]?.score ?? 0) - (arrays[1]?.score ?? -1) >= 1;
  add(clear, 0.25, items.pointer === '' ? 'the body is a list' : `${items.pointer} is the list`);
  const text = `${operation.summary ?? ''} ${operation.description ?? ''}`;
  add(
    /\bpaginat|\bpag(?:es|ing)\b|\bnext page\b|\bper page\b|\bpage of\b/i.test(text),
    0.3,
    'the description speaks of pages',
  );
  add(
    /^(?:list|search|query|find|getall|index)/i.test(operation.operationId ?? ''),
    0.15,
    'it is called a list or search',
  );
  const named =
    items.words.length > 0 && [...subjectWords(operation)].some((word) => items.pointer.toLowerCase().includes(word));
  add(named, 0.1, 'the list is named after the resource');
  return evidence;
}

function whyNot({ request, response, nextHeaders }: Signs): string {
  if (request.cursor.some(({ strength }) => strength >= 2)) {
    return 'looks paginated, but no end signal: it takes a cursor, and nothing in the response gives the next one';
  }
  if (response.nextCursor.some(({ strength }) => strength >= 2) || nextHeaders.length > 0) {
    return 'looks paginated, but the request has no field for the cursor that the response gives';
  }
  if (response.hasMore.length > 0) return 'looks paginated, but the request has no field to ask for the next page';
  return request.limit.length > 0 ? 'takes a page size, but nothing leads to a second page' : '';
}

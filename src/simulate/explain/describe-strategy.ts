import type { StrategyPlan } from '../../client/plan/operation-plan.ts';
import {
  describeRequestField,
  describeResponseField,
  endFlagOf,
  isCounted,
  isSplittable,
  positionFields,
  readFrom,
  wireName,
} from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type {
  CursorPart,
  ErrorCondition,
  FixedValue,
  ResponseField,
  Strategy,
  StyleName,
} from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { capitalize, formatNumber } from '../../shared/words.ts';

/** Sentences about one strategy, each with the subject that it is about. */
export type Words = readonly (readonly [subject: string, words: string])[];

/** Describes how a strategy requests pages and when it stops, from its annotation. */
export function describeStrategy(strategy: StrategyPlan): Words {
  return [
    ['Requests', describeRequests(strategy)],
    ['Next page', describeNextPage(strategy)],
    ['Ends', describeEnds(strategy)],
    ...describeWayBack(strategy),
    ...describeExpiry(strategy),
    ...(strategy.source.response.stateful ? [['Resumes', STATEFUL] as const] : []),
    ...(isSplittable(strategy.source) ? [] : [['Splits', UNSPLITTABLE] as const]),
    ...(strategy.source.response.error ? [['Errors', describeErrors(strategy.source.response.error)] as const] : []),
    ...(strategy.source.key === undefined
      ? []
      : [['Identity', `Items are identified by \`${strategy.source.key}\`.`] as const]),
  ];
}

function describeErrors(conditions: readonly ErrorCondition[]): string {
  const clauses = conditions.map(({ field, is, not }) => {
    const place = describePlace(field);
    if (is !== undefined) return `${place} is ${joinWithOr(is.map((value) => JSON.stringify(value)))}`;
    if (not !== undefined) return `${place} is not ${joinWithOr(not.map((value) => JSON.stringify(value)))}`;
    return `${place} has a value that is not empty`;
  });
  return `A successful response is an error if ${joinWithOr(clauses)}.`;
}

const STATEFUL =
  'Never: the server keeps the position. A request with a cursor is repeated only after status 429, and 503 with Retry-After.';

const UNSPLITTABLE = 'Never: the offset counts groups, and a part ends at an item.';

function describeRequests({ source, limits }: StrategyPlan): string {
  const { request } = source;
  const firstOnly = listNames(request.firstPageOnly);
  const carried = listNames(request.carry);
  const sentences = [describeParameters(source)];
  if (limits.defaultLimit !== undefined) {
    const size = `API returns ${formatNumber(limits.defaultLimit)} items per page.`;
    sentences.push(request.limit ? `Without a page size, the ${size}` : `The ${size}`);
  }
  if (request.fixed.length > 0) sentences.push(`Each request has ${listFixed(request.fixed)}.`);
  if (request.isFirstPageOnlyAll)
    sentences.push('Only the first request sends other query parameters and members of the body.');
  else if (firstOnly !== '') sentences.push(`Only the first request sends ${firstOnly}.`);
  if (carried !== '') {
    const pronoun = request.carry.length === 1 ? 'it' : 'them';
    sentences.push(`The client adds ${carried} to followed URLs that lack ${pronoun}.`);
  }
  return sentences.join(' ');
}

function describeParameters(strategy: Strategy): string {
  const { request, style } = strategy;
  const positions = positionFields(strategy).map(describeRequestField);
  const sent =
    positions.length === 0
      ? undefined
      : `Each request sends ${joinWithAnd(positions)} (${describeStart(style, request.start)})`;
  const size = request.limit && describeRequestField(request.limit);
  if (sent === undefined && size === undefined) return 'Requests send neither a position nor a page size.';
  if (sent === undefined) return `If the caller sets a page size, each request sends ${size}.`;
  return size === undefined ? `${sent}.` : `${sent} and, if the caller sets a page size, ${size}.`;
}

function describeStart(style: StyleName, start: JsonValue | undefined): string {
  const counts = isCounted({ style });
  // Page numbers are always sent: servers differ in what a missing one means.
  const first = start ?? (style === 'page' ? 1 : undefined);
  if (first === undefined) return 'from the second request on';
  return `${counts ? 'starting at' : 'at first'} ${JSON.stringify(first)}`;
}

function listFixed(fixed: readonly FixedValue[]): string {
  return fixed.map(({ field, value }) => `\`${wireName(field)}: ${JSON.stringify(value)}\``).join(', ');
}

function listNames(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => `\`${name}\``).join(', ');
}

function describeNextPage({ source }: StrategyPlan): string {
  const { response, request, style, cursorParts } = source;
  if (style === 'offset') {
    const counted = response.items.counts === 'groups' ? 'groups' : 'items';
    return `The offset grows by the number of ${counted} received, whatever page size was requested.${describePosition(source)}`;
  }
  if (style === 'page') return `The page number grows by one.${describePosition(source)}`;
  if (style === 'link-header') return `The client follows the \`Link\` header with rel="${response.rel}".`;
  if (cursorParts !== undefined)
    return `The cursor has several parts: ${cursorParts.map(describePart).join(', ')}.${describeInclusive(source)}`;
  if (response.itemCursor !== undefined) {
    return `The cursor is \`${response.itemCursor}\` of the last item of the page.${describeInclusive(source)}`;
  }
  if (response.nextCursor) {
    const next = request.operation && ` to the operation at ${request.operation.operation.path}`;
    return `The cursor is ${describePlace(response.nextCursor)} of the previous response, sent back unchanged${next ?? ''}.`;
  }
  const operation = request.operation && ` (operation at ${request.operation.operation.path})`;
  const method = response.nextMethod === 'same' ? ', with the same method and body' : '';
  const { select } = response.nextUrl ?? {};
  const which = select && `of the link with ${JSON.stringify(select.where)} `;
  return `The client follows the URL ${which ?? ''}at ${describePlace(response.nextUrl)} of the previous response${operation ?? ''}${method}.`;
}

function describePosition({ response: { position } }: Strategy): string {
  if (position === undefined) return '';
  const start = position.start === undefined ? '' : `, which starts at ${position.start},`;
  return ` The client compares it with ${describePlace(position.field)} of the response${start} and fails if they differ.`;
}

function describeInclusive({ response: { inclusive }, key }: Strategy): string {
  return inclusive
    ? ` The next page begins with that item again, which the client recognizes by \`${key}\` and drops.`
    : '';
}

function describePart({ name, next, item, optional, keep }: CursorPart): string {
  const flag = optional ? ', if it is there' : keep ? ', on every request' : '';
  const from = next === undefined ? `\`${item}\` of the last item` : `${describePlace(next)} of the previous response`;
  return `\`${name}\` is ${from}${flag}`;
}

function joinWithAnd(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function describeEnds({ source }: StrategyPlan): string {
  const flag = endFlagOf(source.response);
  const others = `${joinWithOr(otherEnds(source))}.`;
  if (flag === undefined) return capitalize(others);
  return `When ${describePlace(flag.field)} is ${flag.last}; if a response lacks it, ${others}`;
}

function otherEnds({ response, style, cursorParts = [] }: Strategy): string[] {
  const counts = isCounted({ style });
  const isKeyset = response.itemCursor !== undefined || cursorParts.some(({ item }) => item !== undefined);
  const total = response.total ?? response.totalPages;
  const rules = counts || isKeyset ? ['at an empty page'] : [];
  if (response.inclusive) rules.splice(0, 1, 'at a page without new items that is shorter than another');
  if (!counts && !isKeyset) rules.push(`when there is no next ${style.startsWith('cursor') ? 'cursor' : 'link'}`);
  if (response.lastPage === 'short') rules.push('at a page shorter than requested');
  if (!counts && !isKeyset && response.lastPage === 'empty') rules.push('at an empty page');
  if (counts && total !== undefined) {
    rules.push(
      `at a short page once ${describePlace(total)} is reached (after a full page, one more request confirms the end, because totals drift)`,
    );
  }
  if (response.pastEnd.length > 0) rules.push(`at status ${response.pastEnd.join(' or ')} after the first page`);
  return rules;
}

/** Describes how pages lead back. Offset and page styles count back by themselves. */
function describeWayBack({ source: { style, request, response } }: StrategyPlan): Words {
  const { prevCursor, firstItemCursor, prevUrl, hasPrevious, hasMore, backOrder } = response;
  const { backCursor, cursor } = request;
  if (style === 'link-header' && !response.stateful)
    return [['Previous page', 'The client follows the `Link` header with rel="prev".']];
  if (prevUrl !== undefined)
    return [['Previous page', `The client follows the URL at ${describePlace(prevUrl)} of a response.`]];
  if (prevCursor === undefined && firstItemCursor === undefined) return [];
  const token = firstItemCursor === undefined ? describePlace(prevCursor) : `\`${firstItemCursor}\` of the first item`;
  const field = backCursor ?? cursor;
  const isShared = hasPrevious !== undefined && hasMore !== undefined && readFrom(hasPrevious) === readFrom(hasMore);
  const sentences = [
    `The client sends ${token} as ${field === undefined ? 'the cursor' : describeRequestField(field)}.`,
    ...(request.backLimit ? [`The page size is ${describeRequestField(request.backLimit)} there.`] : []),
    ...(isShared ? [`${capitalize(describePlace(hasPrevious))} then speaks of the page before.`] : []),
    ...(backOrder === undefined ? [] : ['The nearest item comes first.']),
    ...(backCursor ? [`A caller who sets it walks from there to the start of the list.`] : []),
  ];
  return [['Previous page', sentences.join(' ')]];
}

function describeExpiry({ source, limits }: StrategyPlan): Words {
  const { expiredOn = [] } = source.response;
  if (expiredOn.length === 0) return [];
  const answers = expiredOn.map(({ status, field, is = [] }) =>
    field === undefined
      ? `status ${status}`
      : `status ${status} with ${joinWithOr(is.map((value) => JSON.stringify(value)))} at ${describePlace(field)}`,
  );
  const age = limits.cursorTtl === undefined ? '' : ` after ${formatNumber(limits.cursorTtl)} s`;
  return [
    [
      'Expiry',
      `A cursor has expired${age} if the API answers ${joinWithOr(answers)}: the walk throws a CursorExpiredError, or begins again with \`onExpired: 'restart'\`.`,
    ],
  ];
}

function joinWithOr(rules: readonly string[]): string {
  return rules.length < 2 ? (rules[0] ?? '') : `${rules.slice(0, -1).join(', ')}, or ${rules.at(-1)}`;
}

function describePlace(field: ResponseField | undefined): string {
  if (field === undefined) return 'nothing';
  return field.in === 'body' && field.pointer === '' ? 'the body' : describeResponseField(field);
}

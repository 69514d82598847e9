import { describeRequestField } from '../../model/pagination-fields.ts';
import type { RequestField, ResponseField, Strategy, StyleName } from '../../model/strategy.ts';
import type { StrategyPlan } from '../../plan/strategy-plan.ts';

/** What one strategy does, a subject and a sentence or two each. */
export type Words = readonly (readonly [subject: string, words: string])[];

/** How a strategy requests pages and when it stops, from its annotation (see the reference of `x-pagination`). */
export function describeStrategy(strategy: StrategyPlan): Words {
  return [
    ['Requests', requests(strategy)],
    ['Next page', nextPage(strategy)],
    ['Ends', ends(strategy)],
    ...(strategy.source.key === undefined
      ? []
      : [['Identity', `Items are told apart by \`${strategy.source.key}\`.`] as const]),
  ];
}

function requests({ source, limits }: StrategyPlan): string {
  const { request } = source;
  const position = request.offset ?? request.page ?? request.cursor;
  const carried = position && `Each carries ${describeRequestField(position)}${start(source.style, request.start)}`;
  const size =
    request.limit &&
    `${carried ? ', and' : 'Each carries'} ${describeRequestField(request.limit)} where the caller gives a page size`;
  const sentence = [carried, size].filter((part) => part !== undefined).join('');
  const firstOnly = request.firstPageOnly.map(({ name }) => `\`${name}\``).join(', ');
  const carry = request.carry.map(({ name }) => `\`${name}\``).join(', ');
  return [
    sentence === '' ? 'They carry no position and no page size.' : `${sentence}.`,
    ...(limits.defaultLimit === undefined
      ? []
      : [`${request.limit ? 'Without one, the' : 'The'} API gives ${count(limits.defaultLimit)} items a page.`]),
    ...(firstOnly === '' ? [] : [`Only the first carries ${firstOnly}.`]),
    ...(carry === '' ? [] : [`Followed URLs get ${carry} again where the server leaves them out.`]),
  ].join(' ');
}

function start(style: StyleName, own: unknown): string {
  if (own !== undefined) return `, at first ${JSON.stringify(own)}`;
  return style === 'offset' || style === 'page' ? ', from the second on' : ' from the second on';
}

function nextPage({ source }: StrategyPlan): string {
  const { response, request, style } = source;
  if (style === 'offset') return 'The offset grows by the items that were received, whatever was asked for.';
  if (style === 'page') return 'The page number grows by one.';
  if (style === 'link-header') return `The \`Link\` header with rel="${response.rel}" is followed.`;
  if (response.itemCursor !== undefined)
    return `The cursor is \`${response.itemCursor}\` of the last item of the page.`;
  if (response.nextCursor)
    return `The cursor is ${place(response.nextCursor)} of the answer before, sent back unchanged.`;
  const through = request.operation && `, through ${request.operation.operation.path}`;
  return `The URL at ${place(response.nextUrl)} of the answer before is followed${through ?? ''}${response.nextMethod === 'same' ? ', with the same method and body' : ''}.`;
}

function ends({ source }: StrategyPlan): string {
  const { response } = source;
  const others = `${either(otherEnds(source))}.`;
  if (response.hasMore === undefined) return capitalised(others);
  return `When ${place(response.hasMore)} is false; where an answer lacks it, ${others}`;
}

function otherEnds({ response, style }: Strategy): string[] {
  const isCounted = style === 'offset' || style === 'page';
  const isKeyset = response.itemCursor !== undefined;
  const total = response.total ?? response.totalPages;
  const rules = isCounted || isKeyset ? ['at an empty page'] : [];
  if (!isCounted && !isKeyset) rules.push(`where there is no next ${style.startsWith('cursor') ? 'cursor' : 'link'}`);
  if (isCounted && response.lastPage === 'short') rules.push('at a page shorter than asked for');
  if (isCounted && total !== undefined) {
    rules.push(
      `at a short page once ${place(total)} is reached (after a full page, one more request makes sure: totals drift)`,
    );
  }
  if (response.pastEnd.length > 0) rules.push(`at status ${response.pastEnd.join(' or ')} past the first page`);
  return rules;
}

function either(rules: readonly string[]): string {
  return rules.length < 2 ? (rules[0] ?? '') : `${rules.slice(0, -1).join(', ')}, or ${rules.at(-1)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function place(field: ResponseField | undefined): string {
  if (field === undefined) return 'nothing';
  return field.in === 'header'
    ? `the header \`${field.name}\``
    : field.pointer === ''
      ? 'the body'
      : `\`${field.pointer}\``;
}

/** A field of deep pagination. */
export function describeBound(field: RequestField | undefined): string {
  return field === undefined ? '' : describeRequestField(field);
}

/** 10,000 */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

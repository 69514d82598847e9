import { isCounted, isSplittable, positionFields } from '../../../model/pagination-fields.ts';
import type { RequestField, StyleName } from '../../../model/strategy.ts';
import { formatNumber } from '../../../shared/words.ts';
import type { OperationPlan, ParamPlan, StrategyPlan } from '../../plan/operation-plan.ts';
import { docLine, fill } from '../syntax/doc-comment.ts';

const MEANS: Readonly<Record<StyleName, string>> = {
  offset: 'by offset',
  page: 'by page number',
  'cursor-query': 'by cursor',
  'cursor-body': 'by cursor',
  'cursor-header': 'by cursor',
  'next-url': 'by following the next URL of each answer',
  'link-header': 'by following the `Link` header of each answer',
};

/** Describes how a list operation pages and how far. Returns nothing for other operations. */
export function paginationDoc({ strategies }: OperationPlan): readonly string[] {
  const [only, ...others] = strategies;
  if (only === undefined) return [];
  if (others.length === 0) return [fill(`Pages ${describeStrategy(only)}`)];
  const items = strategies.map((strategy, index) => {
    const name = `\`${docLine(strategy.name)}\`${index === 0 ? ' (default)' : ''}`;
    return fill(`- ${name}: pages ${describeStrategy(strategy)}`, '  ');
  });
  return [`Pages in one of these ways, chosen by \`options.strategy\`:\n${items.join('\n')}`];
}

/** One strategy in sentences, the first of which lacks its subject and verb. */
function describeStrategy(strategy: StrategyPlan): string {
  const positions = positionFields(strategy.source).map((field) => `\`${fieldName(field)}\``);
  const means = MEANS[strategy.style] + (positions.length === 0 ? '' : ` (${positions.join(', ')})`);
  return [`${[means, pageSize(strategy)].filter((part) => part !== '').join(', ')}.`, ...notes(strategy)].join(' ');
}

/** The limits of a strategy in a few words, for a table. */
export function describeLimits(strategy: StrategyPlan): string {
  const { deep } = strategy.source;
  const { maxOffset, maxPage, maxResults, cursorTtl } = strategy.limits;
  return [
    pageSize(strategy),
    maxOffset === undefined ? '' : `offset up to ${count(maxOffset)}`,
    maxPage === undefined ? '' : `page up to ${count(maxPage)}`,
    maxResults === undefined ? '' : `${count(maxResults)} items in all`,
    deep === undefined ? '' : `beyond that in windows by \`${docLine(fieldOf(deep.field))}\``,
    cursorTtl === undefined ? '' : `cursors valid for ${count(cursorTtl)} s`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function pageSize({ limits }: StrategyPlan): string {
  const { minLimit, maxLimit, defaultLimit } = limits;
  const range =
    minLimit !== undefined && minLimit > 1 && maxLimit !== undefined
      ? `${count(minLimit)} to ${count(maxLimit)} items a page`
      : maxLimit !== undefined
        ? `at most ${count(maxLimit)} items a page`
        : '';
  if (defaultLimit === undefined) return range;
  return range === '' ? `${count(defaultLimit)} items a page by default` : `${range} (default ${count(defaultLimit)})`;
}

function notes(strategy: StrategyPlan): readonly string[] {
  const { cursorTtl } = strategy.limits;
  const { backCursor } = strategy.source.request;
  const alternatives = strategy.alternatives.map((name) => `\`${docLine(name)}\``).join(' or ');
  return [
    ceiling(strategy),
    order(strategy),
    cursorTtl === undefined ? '' : `A cursor stays valid for ${count(cursorTtl)} seconds.`,
    backCursor === undefined
      ? ''
      : `A call that sets \`${fieldName(backCursor)}\` walks from there to the start of the list.`,
    strategy.source.response.stateful
      ? 'The server keeps the position: a walk cannot be resumed, and a lost answer ends it.'
      : '',
    isSplittable(strategy.source) ? '' : '`split` is not possible: offsets count groups of items.',
    alternatives === '' ? '' : `For larger results see ${alternatives}.`,
  ].filter((note) => note !== '');
}

function ceiling(strategy: StrategyPlan): string {
  const { limits } = strategy;
  const { deep } = strategy.source;
  const { maxOffset, maxPage, maxResults } = limits;
  const ceilings = [
    maxOffset === undefined ? '' : `an offset above ${count(maxOffset)}`,
    maxPage === undefined ? '' : `a page above ${count(maxPage)}`,
    maxResults === undefined ? '' : `more than ${count(maxResults)} items`,
  ].filter((part) => part !== '');
  if (ceilings.length === 0) return '';
  const refused = `The API does not serve ${ceilings.join(' or ')}`;
  if (deep !== undefined && !isCounted(strategy))
    return `${refused}; with \`deep: true\`, a walk goes on past that in windows by \`${docLine(fieldOf(deep.field))}\`.`;
  if (deep !== undefined)
    return `${refused}; a walk goes on past that in windows by \`${docLine(fieldOf(deep.field))}\`.`;
  return `${refused}; a longer walk throws a \`PaginationCeilingError\` after the last item within reach.`;
}

function order({ source: { deep } }: StrategyPlan): string {
  if (deep === undefined) return '';
  const direction = deep.from === undefined ? 'descending' : 'ascending';
  return `Such a walk returns items in ${direction} order of \`${docLine(fieldOf(deep.field))}\`.`;
}

/** The wire name of a request field. */
function fieldName(field: RequestField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return docLine(fieldOf(field.pointer));
  return docLine(field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`);
}

/** `/meta/date` → `meta.date`, as a reader would write it. */
function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * Returns the limits of the API on a parameter that is a page size or a position, in a sentence. Limits that the schema
 * of the parameter declares are part of its own documentation.
 */
export function limitSentence({ parameter, type }: ParamPlan, { strategies }: OperationPlan): string {
  if (parameter === undefined) return '';
  for (const { source, limits } of strategies) {
    const { request } = source;
    const isParameter = (field: typeof request.limit): boolean =>
      field?.in === 'parameter' && field.parameter === parameter && field.property === undefined;
    if (isParameter(request.limit)) return pageSizeSentence(limits, type.schema);
    if (isParameter(request.offset)) return atMost(limits.maxOffset, type.schema.maximum);
    if (isParameter(request.page)) return atMost(limits.maxPage, type.schema.maximum);
  }
  return '';
}

function pageSizeSentence(
  { minLimit, maxLimit, defaultLimit }: OperationPlan['strategies'][number]['limits'],
  { minimum, maximum, default: known }: ParamPlan['type']['schema'],
): string {
  const parts = [
    minLimit === undefined || minLimit <= 1 || minLimit === minimum ? '' : `at least ${formatNumber(minLimit)}`,
    maxLimit === undefined || maxLimit === maximum ? '' : `at most ${formatNumber(maxLimit)}`,
    defaultLimit === undefined || defaultLimit === known ? '' : `${formatNumber(defaultLimit)} by default`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Items per page: ${parts.join(', ')}.`;
}

function atMost(limit: number | undefined, maximum: unknown): string {
  return limit === undefined || limit === maximum ? '' : `The API accepts at most ${formatNumber(limit)}.`;
}

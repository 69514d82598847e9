import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import { type NumberConstraints, numberConstraints } from '../../model/schema-kinds.ts';
import type { Limits, RequestField, Strategy } from '../../model/strategy.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

type LimitName = keyof Limits;

const POSITIONS = [
  ['maxOffset', 'offset'],
  ['maxPage', 'page'],
] as const;

/** A limit together with what states it. */
interface Bound {
  readonly value: number;
  /** What it is, in words: `limits.maxLimit`. */
  readonly name: string;
  readonly declared: boolean;
}

/** The limits that hold: declared ones, and for the page size what the limit parameter says where they are silent. */
export function readLimits(check: StrategyCheck, request: Strategy['request']): Limits {
  const own = request.limit === undefined ? {} : pageSizes(check, request.limit);
  const limits: Limits = { ...own, ...declaredLimits(check) };
  const wrong = contradictParameter(check, request.limit, own);
  // Held against the others, these would only say the same again.
  checkOrder(check, request, limits, wrong);
  checkPositionCeiling(check, request, limits);
  return limits;
}

function declaredLimits(check: StrategyCheck): Limits {
  const entries = check.style.limits.flatMap((key) => {
    const node = fieldOf(check, 'limits', key);
    return node === undefined ? [] : [[key, node.value as number] as const];
  });
  return Object.fromEntries(entries);
}

/** What the limit parameter itself says. Numbers that are no size of a page (fractions, a maximum of 0) say nothing. */
function pageSizes(check: StrategyCheck, field: RequestField): Limits {
  const schema = schemaOfRequestField(field, check.schemas);
  const constraints: NumberConstraints = schema === undefined ? {} : numberConstraints(schema, check.schemas);
  const isSize = (value: unknown, least: number): value is number =>
    Number.isSafeInteger(value) && (value as number) >= least;
  return {
    ...(isSize(constraints.minimum, 0) && { minLimit: constraints.minimum }),
    ...(isSize(constraints.maximum, 1) && { maxLimit: constraints.maximum }),
    ...(isSize(constraints.default, 1) && { defaultLimit: constraints.default }),
  };
}

/** The page sizes that the limit parameter's `enum` names, where it has one. */
export function pageSizeChoices(check: StrategyCheck, { limit }: Strategy['request']): readonly number[] | undefined {
  const schema = limit && schemaOfRequestField(limit, check.schemas);
  return schema && numberConstraints(schema, check.schemas).choices;
}

/** The declared limits that the limit parameter itself contradicts; they are reported. */
function contradictParameter(
  check: StrategyCheck,
  field: RequestField | undefined,
  own: Limits,
): ReadonlySet<LimitName> {
  const wrong = new Set<LimitName>();
  if (field === undefined) return wrong;
  const { minLimit, maxLimit, defaultLimit } = own;
  const compare = (key: LimitName, fits: (value: number) => boolean, says: string): void => {
    const node = fieldOf(check, 'limits', key);
    if (node === undefined || fits(node.value as number)) return;
    wrong.add(key);
    const message = `\`limits.${key}\` is ${node.value}, but ${describeRequestField(field)} of ${check.name} ${says}.`;
    check.error('pagination-limits-contradict', message, node.location);
  };
  if (maxLimit !== undefined) {
    compare('maxLimit', (value) => value <= maxLimit, `allows ${maxLimit} at most`);
    compare('minLimit', (value) => value <= maxLimit, `allows ${maxLimit} at most`);
  }
  if (minLimit !== undefined) {
    compare('minLimit', (value) => value >= minLimit, `allows ${minLimit} at least`);
    compare('maxLimit', (value) => value >= minLimit, `allows ${minLimit} at least`);
  }
  if (defaultLimit !== undefined) {
    compare('defaultLimit', (value) => value === defaultLimit, `has the default ${defaultLimit}`);
  }
  return wrong;
}

/** minLimit ≤ defaultLimit ≤ maxLimit, and one page at least below the ceiling. */
function checkOrder(
  check: StrategyCheck,
  request: Strategy['request'],
  limits: Limits,
  wrong: ReadonlySet<LimitName>,
): void {
  const bound = (key: LimitName): Bound | undefined =>
    wrong.has(key) ? undefined : boundOf(check, request, limits, key);
  const pairs: readonly (readonly [LimitName, LimitName])[] = [
    ['minLimit', 'maxLimit'],
    ['minLimit', 'defaultLimit'],
    ['defaultLimit', 'maxLimit'],
    [limits.defaultLimit === undefined ? 'minLimit' : 'defaultLimit', 'maxResults'],
  ];
  for (const [lesser, greater] of pairs) {
    const least = bound(lesser);
    const most = bound(greater);
    if (least === undefined || most === undefined || least.value <= most.value) continue;
    const ceiling = greater === 'maxResults' ? ': not even one page fits below the ceiling' : '';
    const message = `${capital(most.name)} is ${most.value}, which is less than ${least.name}, ${least.value}${ceiling}.`;
    const at = fieldOf(check, 'limits', most.declared ? greater : lesser)?.location ?? request.limit!.location;
    const fault = most.declared && least.declared ? check.annotationError : check.error;
    fault('pagination-limits-contradict', message, at);
  }
}

function boundOf(
  check: StrategyCheck,
  request: Strategy['request'],
  limits: Limits,
  key: LimitName,
): Bound | undefined {
  const value = limits[key];
  if (value === undefined) return undefined;
  const declared = fieldOf(check, 'limits', key) !== undefined;
  if (declared || request.limit === undefined) return { value, name: `\`limits.${key}\``, declared };
  const what = { minLimit: 'minimum', maxLimit: 'maximum', defaultLimit: 'default' }[key as string] ?? key;
  return { value, name: `the ${what} of ${describeRequestField(request.limit)}`, declared };
}

/** The first page has to be reachable, and the parameter has to take the last one. */
function checkPositionCeiling(check: StrategyCheck, request: Strategy['request'], limits: Limits): void {
  const first = typeof request.start === 'number' ? request.start : check.style.start;
  for (const [key, position] of POSITIONS) {
    const ceiling = limits[key];
    if (ceiling === undefined) continue;
    const { location } = fieldOf(check, 'limits', key)!;
    const field = request[position];
    const schema = field && schemaOfRequestField(field, check.schemas);
    const { maximum } = schema === undefined ? {} : numberConstraints(schema, check.schemas);
    if (first !== undefined && first > ceiling) {
      const message = `\`limits.${key}\` is ${ceiling}, but the walk starts at ${first}.`;
      check.annotationError('pagination-limits-contradict', message, location);
    } else if (field !== undefined && maximum !== undefined && ceiling > maximum) {
      const message = `\`limits.${key}\` is ${ceiling}, but ${describeRequestField(field)} of ${check.name} allows ${maximum} at most.`;
      check.error('pagination-limits-contradict', message, location);
    }
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

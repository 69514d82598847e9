import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { type NumberConstraints, numberConstraints, type Schemas } from '../../model/schema-kinds.ts';
import type { Limits, RequestField, Strategy } from '../../model/strategy.ts';
import { capitalize } from '../../shared/words.ts';
import { fieldOf, hasField, type StrategyCheck } from './strategy-check.ts';

type LimitName = keyof Limits;

const POSITIONS = [
  ['maxOffset', 'offset'],
  ['maxPage', 'page'],
] as const;

/** A limit together with the place that declares it. */
interface Bound {
  readonly value: number;
  /** The limit as messages call it, such as "`limits.maxLimit`". */
  readonly name: string;
  /** True if the annotation declares it, false if the schema of the limit parameter does. */
  readonly declared: boolean;
}

/**
 * Returns the limits of the annotation. Limits of the page size default to the constraints of the limit parameter, and
 * those of the position to the maximum of its parameter.
 */
export function readLimits(check: StrategyCheck, request: Strategy['request']): Limits {
  const own = request.limit === undefined ? {} : pageSizes(check, request.limit);
  const limits: Limits = { ...own, ...impliedCeiling(check, request), ...declaredLimits(check) };
  const wrong = contradictParameter(check, request.limit, own);
  // A limit that contradicts the parameter is already reported, so its order is not checked.
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

/** Returns the constraints of the limit parameter. Ignores numbers that cannot be a page size: fractions and 0. */
function pageSizes(check: StrategyCheck, field: RequestField): Limits {
  const schema = schemaOfRequestField(field, check.schemas);
  const constraints: NumberConstraints = schema === undefined ? {} : numberConstraints(schema, check.schemas);
  const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;
  return {
    ...(isSize(constraints.minimum) && { minLimit: constraints.minimum }),
    ...(isSize(constraints.maximum) && { maxLimit: constraints.maximum }),
    ...(isSize(constraints.default) && { defaultLimit: constraints.default }),
  };
}

/** The type's own maximum, which generators of documents add to any integer. It says nothing about the list. */
const TYPE_MAXIMA: readonly number[] = [2 ** 31 - 1, Number.MAX_SAFE_INTEGER, 2 ** 63];

/**
 * Returns the ceiling that the maximum of a position parameter implies, whether or not the annotation declares one.
 * Undefined if the maximum is before the first page or is only that of the type.
 */
export function ceilingOfPosition(schema: Schema, first: number, schemas: Schemas): number | undefined {
  const { maximum } = numberConstraints(schema, schemas);
  if (maximum === undefined || maximum < Math.max(first, 1) || TYPE_MAXIMA.includes(maximum)) return undefined;
  const ceiling = Math.floor(maximum);
  return Number.isSafeInteger(ceiling) ? ceiling : undefined;
}

/** Returns the ceiling of the position parameter, unless the annotation declares one or rejects it by null. */
function impliedCeiling(check: StrategyCheck, request: Strategy['request']): Limits {
  for (const [key, position] of POSITIONS) {
    const field = request[position];
    const schema = field && schemaOfRequestField(field, check.schemas);
    const isSilent = !hasField(check, 'limits', key) && !check.annotation.groups.get('limits')?.removed?.has(key);
    if (field === undefined || schema === undefined || !isSilent) continue;
    const first = typeof request.start === 'number' ? request.start : (check.style.start ?? 0);
    const ceiling = ceilingOfPosition(schema, first, check.schemas);
    if (ceiling === undefined) continue;
    const message = `The maximum of ${describeRequestField(field)}, ${ceiling}, counts as \`limits.${key}\`: walks end there.`;
    const hint = `Declare \`${key}: ${ceiling}\` under \`limits\` if that is right, or \`${key}: null\` if the API returns items beyond it.`;
    check.info('pagination-implied-ceiling', message, schema.location, { hint });
    return { [key]: ceiling };
  }
  return {};
}

/** Returns the page sizes in the `enum` of the limit parameter, if it has one. */
export function pageSizeChoices(check: StrategyCheck, { limit }: Strategy['request']): readonly number[] | undefined {
  const schema = limit && schemaOfRequestField(limit, check.schemas);
  return schema && numberConstraints(schema, check.schemas).choices;
}

/** Reports the limits of the annotation that contradict the limit parameter, and returns their names. */
function contradictParameter(
  check: StrategyCheck,
  field: RequestField | undefined,
  own: Limits,
): ReadonlySet<LimitName> {
  const wrong = new Set<LimitName>();
  if (field === undefined) return wrong;
  const { minLimit, maxLimit, defaultLimit } = own;
  const requireLimit = (key: LimitName, fits: (value: number) => boolean, says: string): void => {
    const node = fieldOf(check, 'limits', key);
    if (node === undefined || fits(node.value as number)) return;
    wrong.add(key);
    const message = `\`limits.${key}\` is ${node.value}, but ${describeRequestField(field)} of ${check.name} ${says}.`;
    check.error('pagination-limits-contradict', message, node.location);
  };
  if (maxLimit !== undefined) {
    requireLimit('maxLimit', (value) => value <= maxLimit, `allows ${maxLimit} at most`);
    requireLimit('minLimit', (value) => value <= maxLimit, `allows ${maxLimit} at most`);
  }
  if (minLimit !== undefined) {
    requireLimit('minLimit', (value) => value >= minLimit, `allows ${minLimit} at least`);
    requireLimit('maxLimit', (value) => value >= minLimit, `allows ${minLimit} at least`);
  }
  if (defaultLimit !== undefined) {
    requireLimit('defaultLimit', (value) => value === defaultLimit, `has the default ${defaultLimit}`);
  }
  return wrong;
}

/** Checks that minLimit ≤ defaultLimit ≤ maxLimit, and that at least one page fits below the ceiling. */
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
    const message = `${capitalize(most.name)} is ${most.value}, which is less than ${least.name}, ${least.value}${ceiling}.`;
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

/** Checks that the ceiling is not before the first page, and that the parameter accepts positions up to the ceiling. */
function checkPositionCeiling(check: StrategyCheck, request: Strategy['request'], limits: Limits): void {
  const first = typeof request.start === 'number' ? request.start : check.style.start;
  for (const [key, position] of POSITIONS) {
    const ceiling = limits[key];
    const declared = fieldOf(check, 'limits', key);
    if (ceiling === undefined || declared === undefined) continue;
    const { location } = declared;
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

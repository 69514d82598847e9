import { describeRequestField, positionFields } from '../../model/pagination-fields.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import type { Location } from '../../shared/json.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

interface Use {
  readonly label: string;
  readonly field: RequestField;
  readonly location: Location;
}

/**
 * Reports a place in the request that two fields of the annotation write. One value would overwrite the other, and the
 * walk would repeat or lose pages without an error. Returns true if there is none.
 */
export function checkDistinctPlaces(
  check: StrategyCheck,
  { request, cursorParts, deep }: Pick<Strategy, 'request' | 'cursorParts' | 'deep'>,
): boolean {
  const use = (label: string, field: RequestField | undefined): Use[] =>
    field === undefined ? [] : [{ label, field, location: field.location }];
  // Another operation's cursor is in another request.
  const own = request.operation === undefined ? positionFields({ request, ...(cursorParts && { cursorParts }) }) : [];
  const position = own.flatMap((field) => use(`request.${check.style.position}`, field));
  const limit = use('request.limit', request.limit);
  const back = [...use('request.backCursor', request.backCursor), ...use('request.backLimit', request.backLimit)];
  const bound = deep?.from === undefined ? use('deep.until', deep?.until) : use('deep.from', deep.from);
  const sort = (deep?.sort ?? []).flatMap(({ field }) => use('deep.sort', field));
  const fixed = request.fixed.flatMap(({ field }) => use('request.fixed', field));
  const written = [...position, ...limit, ...back, ...bound, ...sort, ...fixed];
  const collisions = written.flatMap((later, index) => {
    const earlier = written.slice(0, index).find((each) => overlaps(each.field, later.field));
    return earlier === undefined ? [] : [{ earlier, later }];
  });
  // A cursor or a URL carries page size and bounds: some servers refuse them next to it. A number carries nothing.
  const isNumbered = check.style.position === 'offset' || check.style.position === 'page';
  const carry = fieldOf(check, 'request', 'carry')?.location;
  const carried = request.carry.flatMap((parameter) =>
    carry === undefined ? [] : use('request.carry', { in: 'parameter', parameter, location: carry }),
  );
  const always = isNumbered ? written : [...position, ...back, ...fixed, ...carried];
  const omitted = namedOnce(check, request).flatMap((later) => {
    const earlier = always.find((each) => overlaps(each.field, later.field));
    return earlier === undefined ? [] : [{ earlier, later }];
  });
  for (const { earlier, later } of collisions) {
    const place = describeRequestField(later.field);
    const message =
      earlier.label === later.label
        ? `\`${later.label}\` sets ${place} twice.`
        : `\`${earlier.label}\` and \`${later.label}\` are both ${place}.`;
    check.annotationError('pagination-exclusive-fields', message, later.location);
  }
  for (const { earlier, later } of omitted) {
    const message = `\`request.firstPageOnly\` names ${describeRequestField(later.field)}, which every page needs: it is \`${earlier.label}\`.`;
    const hint = 'Remove it from `firstPageOnly`.';
    check.annotationError('pagination-exclusive-fields', message, later.location, { hint });
  }
  return collisions.length + omitted.length === 0;
}

/** Fields that never have the same value: one of the two names the wrong place, and a walk would end too early. */
const DIFFERENT: readonly (readonly [ResponseField, ResponseField])[] = [
  ['nextCursor', 'prevCursor'],
  ['nextUrl', 'prevUrl'],
  ['total', 'totalPages'],
  ['total', 'limit'],
  ['totalPages', 'limit'],
];
type ResponseField = 'nextCursor' | 'prevCursor' | 'nextUrl' | 'prevUrl' | 'total' | 'totalPages' | 'limit';

/** Reports a place in the response that two fields of the annotation read. */
export function checkDistinctResponses(check: StrategyCheck, response: Strategy['response']): void {
  for (const [one, other] of DIFFERENT) {
    const [earlier, later] = [fieldOf(check, 'response', one), fieldOf(check, 'response', other)];
    if (earlier === undefined || later === undefined || !isSamePlace(response[one], response[other])) continue;
    const message = `\`response.${one}\` and \`response.${other}\` are both \`${String(later.value)}\`.`;
    check.annotationError('pagination-exclusive-fields', message, later.location, {
      hint: 'Correct one of them, or remove it.',
    });
  }
}

function isSamePlace(a: ReadField | undefined, b: ReadField | undefined): boolean {
  if (a === undefined || b === undefined || 'select' in a || 'select' in b) return false;
  return a.in === 'body'
    ? b.in === 'body' && a.pointer === b.pointer
    : b.in === 'header' && a.name.toLowerCase() === b.name.toLowerCase() && a.pointer === b.pointer;
}

type ReadField = NonNullable<Strategy['response'][ResponseField]>;

function namedOnce(check: StrategyCheck, { firstPageOnly, isFirstPageOnlyAll }: Strategy['request']): Use[] {
  if (isFirstPageOnlyAll) return [];
  const list = fieldOf(check, 'request', 'firstPageOnly')?.location;
  if (list === undefined) return [];
  return firstPageOnly.map((parameter) => ({
    label: 'request.firstPageOnly',
    field: { in: 'parameter', parameter, location: list },
    location: list,
  }));
}

/** True if writing one field changes the other: they are the same place, or one contains the other. */
function overlaps(a: RequestField, b: RequestField): boolean {
  if (a.in === 'body' && b.in === 'body') {
    return `${a.pointer}/`.startsWith(`${b.pointer}/`) || `${b.pointer}/`.startsWith(`${a.pointer}/`);
  }
  if (a.in === 'body' || b.in === 'body' || a.parameter !== b.parameter) return false;
  return a.property === undefined || b.property === undefined || a.property === b.property;
}

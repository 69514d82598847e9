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
  const always = isNumbered ? written : [...position, ...back, ...fixed];
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

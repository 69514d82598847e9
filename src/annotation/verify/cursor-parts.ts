import { pageResponseOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import type { CursorPart, RequestField } from '../../model/strategy.ts';
import { isJsonObject, keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { bindRequestField } from './request-field.ts';
import { bindItemPointer } from './response.ts';
import { bindResponseField } from './response-field.ts';
import { fieldOf, groupLocation, type StrategyCheck } from './strategy-check.ts';

/** The fields of the request that carry the parts of a cursor, by name. */
export type CursorFields = ReadonlyMap<string, RequestField>;

/** Finds the fields of a cursor that is a map of names. Returns undefined if it is not one. */
export function bindCursorFields(check: StrategyCheck): CursorFields | undefined {
  const node = mapAt(check, 'request', 'cursor');
  if (node === undefined) return undefined;
  const fields = membersOf(node).flatMap(([name, member]): [string, RequestField][] => {
    const field = bindRequestField(check, `request.cursor.${name}`, member, check.style.bareName('cursor'));
    return field === undefined ? [] : [[name, field]];
  });
  return new Map(fields);
}

/** Finds the value of each part in the response. Reports names that do not match. */
export function bindCursorParts(
  check: StrategyCheck,
  fields: CursorFields | undefined,
  item: Schema | undefined,
): readonly CursorPart[] | undefined {
  if (!checkMaps(check) || fields === undefined) return undefined;
  const names = membersOf(mapAt(check, 'request', 'cursor') as Located);
  checkNames(
    check,
    names.map(([name]) => name),
  );
  const parts = names.flatMap(([name, node]): CursorPart[] => {
    const field = fields.get(name);
    const value = bindValue(check, name, node, item);
    return field === undefined || value === undefined ? [] : [{ name, field, ...value }];
  });
  const deep = check.annotation.groups.get('deep');
  if (deep !== undefined && parts.some(({ keep }) => keep)) {
    const message =
      '`deep` and a part of the cursor with `keep` are mutually exclusive: a window begins without an answer that could supply the part.';
    check.annotationError('pagination-exclusive-fields', message, groupLocation(check, 'deep'));
  }
  if (parts.length > 0 && parts.every(({ keep }) => keep)) {
    const message = '`request.cursor` has only parts with `keep`, and none that selects a page.';
    check.annotationError(
      'pagination-missing-field',
      message,
      keyLocation(fieldOf(check, 'request', 'cursor')!.location),
    );
  }
  return parts;
}

/** Reports a map next to a single value: either all three fields are maps or none is. */
function checkMaps(check: StrategyCheck): boolean {
  const all = [
    ['request', 'cursor'],
    ['response', 'nextCursor'],
    ['response', 'itemCursor'],
  ] as const;
  const there = all.flatMap(([group, key]) => {
    const node = fieldOf(check, group, key);
    return node === undefined ? [] : [{ label: `${group}.${key}`, node, isMap: isJsonObject(node.value) }];
  });
  const map = there.find(({ isMap }) => isMap);
  const single = there.find(({ isMap }) => !isMap);
  if (map === undefined || single === undefined) return true;
  const message = `\`${map.label}\` is a map of names, so \`${single.label}\` must be one too.`;
  check.annotationError('pagination-wrong-type', message, single.node.location);
  return false;
}

function checkNames(check: StrategyCheck, names: readonly string[]): void {
  for (const key of ['nextCursor', 'itemCursor'] as const) {
    for (const [name, { location }] of membersOf(
      mapAt(check, 'response', key) ?? { value: {}, location: check.annotation.location },
    )) {
      if (names.includes(name)) continue;
      const message = `\`response.${key}\` has the part \`${name}\`, which \`request.cursor\` does not have.`;
      check.annotationError('pagination-unknown-key', message, keyLocation(location), suggestName(name, names));
    }
  }
}

function bindValue(
  check: StrategyCheck,
  name: string,
  node: Located,
  item: Schema | undefined,
): Omit<CursorPart, 'name' | 'field'> | undefined {
  const [next, last] = (['nextCursor', 'itemCursor'] as const).map((key) => {
    const map = mapAt(check, 'response', key);
    return map && memberOf(map, name);
  });
  if ((next === undefined) === (last === undefined)) {
    const where = next === undefined ? 'neither' : 'both';
    const message = `The part \`${name}\` of the cursor is in ${where} of \`response.nextCursor\` and \`response.itemCursor\`.`;
    const hint = 'Declare it in exactly one of them.';
    const code = next === undefined ? 'pagination-missing-field' : 'pagination-exclusive-fields';
    check.annotationError(code, message, keyLocation(node.location), { hint });
    return undefined;
  }
  if (last !== undefined) {
    const found = bindItemPointer(check, `response.itemCursor.${name}`, last, item);
    return found && { item: found.pointer };
  }
  const place = next && isJsonObject(next.value) ? memberOf(next, 'at') : next;
  const page = pageResponseOf(check.operation);
  const found = place && page && bindResponseField(check, `response.nextCursor.${name}`, place, page);
  const is = (flag: 'optional' | 'keep'): boolean => next !== undefined && memberOf(next, flag)?.value === true;
  return found && { next: found, ...(is('optional') && { optional: true }), ...(is('keep') && { keep: true }) };
}

function mapAt(check: StrategyCheck, group: 'request' | 'response', key: string): Located | undefined {
  const node = fieldOf(check, group, key);
  return node !== undefined && isJsonObject(node.value) ? node : undefined;
}

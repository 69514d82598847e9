import { isJsonObject, keyLocation, type Located } from '../../shared/json.ts';
import type { RequestKey, ResponseKey } from '../fields.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

type Key = ['request', RequestKey] | ['response', ResponseKey];

const CURSORS: readonly Key[] = [
  ['response', 'prevCursor'],
  ['response', 'firstItemCursor'],
];

/** Fields that make no sense without one of others. */
const NEEDS: readonly { readonly field: Key; readonly needs: readonly Key[]; readonly why: string }[] = [
  { field: ['request', 'backCursor'], needs: CURSORS, why: 'the token of the page before' },
  { field: ['request', 'backLimit'], needs: [['request', 'backCursor']], why: 'the request to which it belongs' },
  { field: ['response', 'firstItemCursor'], needs: [['request', 'backCursor']], why: 'the field that carries it' },
  { field: ['response', 'backOrder'], needs: [['request', 'backCursor']], why: 'the request to which it belongs' },
  {
    field: ['response', 'hasPrevious'],
    needs: [...CURSORS, ['response', 'prevUrl']],
    why: 'the way to the page before',
  },
];

/** Checks that the fields of the way back are complete, and that the strategy can lead back. */
export function checkWayBack(check: StrategyCheck): void {
  for (const { field, needs, why } of NEEDS) {
    const node = find(check, field);
    if (node === undefined || needs.some((key) => find(check, key) !== undefined)) continue;
    // The `Link` header needs no declaration.
    if (field[1] === 'hasPrevious' && check.style.name === 'link-header') continue;
    const supported = needs.filter((key) => isSupported(check, key)).map(label);
    const message = `${label(field)} needs ${supported.join(' or ')}, ${why}.`;
    check.annotationError('pagination-missing-field', message, keyLocation(node.location));
  }
  refuseWayBack(check);
}

/** Reports a way back of a strategy whose position the server keeps, or whose cursor is inclusive or has several parts. */
function refuseWayBack(check: StrategyCheck): void {
  const keys: readonly Key[] = [['request', 'backCursor'], ...CURSORS, ['response', 'prevUrl']];
  const key = keys.find((candidate) => find(check, candidate) !== undefined);
  const node = key && find(check, key);
  if (key === undefined || node === undefined) return;
  const isStateful = fieldOf(check, 'response', 'stateful')?.value === true;
  const isInclusive = fieldOf(check, 'response', 'inclusive')?.value === true;
  const hasParts = isJsonObject(fieldOf(check, 'request', 'cursor')?.value);
  const other = isStateful
    ? '`response.stateful`'
    : isInclusive
      ? '`response.inclusive`'
      : hasParts
        ? '`request.cursor` of several parts'
        : undefined;
  if (other === undefined) return;
  const why = isStateful ? ': the server keeps one position, which only moves on' : '';
  const message = `${other} and ${label(key)} are mutually exclusive${why}.`;
  check.annotationError('pagination-exclusive-fields', message, keyLocation(node.location), {
    hint: 'Remove one of them.',
  });
}

function find(check: StrategyCheck, [group, key]: Key): Located | undefined {
  const node = fieldOf(check, group, key);
  return node?.value === null || !isSupported(check, [group, key] as Key) ? undefined : node;
}

function isSupported({ style }: StrategyCheck, [group, key]: Key): boolean {
  const supported: readonly string[] = style[group];
  return supported.includes(key);
}

function label([group, key]: Key): string {
  return `\`${group}.${key}\``;
}

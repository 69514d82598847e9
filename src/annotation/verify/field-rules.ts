import { keyLocation } from '../../shared/json.ts';
import type { GroupName } from '../annotation.ts';
import type { ResponseKey } from '../fields.ts';
import { fieldOf, groupLocation, hasField, type StrategyCheck } from './strategy-check.ts';
import { checkWayBack } from './way-back.ts';

/** Compares the fields of the annotation with those that the style supports and needs. */
export function checkFields(check: StrategyCheck): void {
  const { style } = check;
  checkForeign(check, 'request', style.request);
  checkForeign(check, 'response', style.response);
  checkForeign(check, 'limits', style.limits);
  checkNeeded(check, 'request', style.needs.request);
  checkNeeded(check, 'response', style.needs.response);
  checkChoice(check);
  checkExclusive(check, ['hasMore', 'isLast']);
  checkExclusive(check, ['prevCursor', 'firstItemCursor']);
  checkStateful(check);
  checkInclusive(check);
  checkWayBack(check);
}

function checkForeign(check: StrategyCheck, group: GroupName, supported: readonly string[]): void {
  const fields = check.annotation.groups.get(group)?.fields ?? new Map();
  for (const [key, { location }] of fields) {
    if (supported.includes(key)) continue;
    const message = `The style \`${check.style.name}\` does not support \`${group}.${key}\`; it supports ${supported.join(', ')}.`;
    check.annotationError('pagination-foreign-field', message, keyLocation(location));
  }
}

function checkNeeded(check: StrategyCheck, group: GroupName, needed: readonly string[]): void {
  for (const key of needed) {
    if (hasField(check, group, key)) continue;
    const message = `The style \`${check.style.name}\` needs \`${group}.${key}\`.`;
    check.annotationError('pagination-missing-field', message, groupLocation(check, group));
  }
}

function checkChoice(check: StrategyCheck): void {
  const choices = check.style.exactlyOne;
  if (choices.length === 0) return;
  const names = choices.map((key) => `\`response.${key}\``);
  if (choices.every((key) => !hasField(check, 'response', key))) {
    const message = `The style \`${check.style.name}\` needs ${names.join(' or ')}.`;
    check.annotationError('pagination-missing-field', message, groupLocation(check, 'response'));
  } else if (choices.some((key) => typeof fieldOf(check, 'response', key)?.value === 'string'))
    checkExclusive(check, choices);
}

/** Reports a scroll without an end: its cursor may be the same on every page, also on the last one. */
function checkStateful(check: StrategyCheck): void {
  const stateful = fieldOf(check, 'response', 'stateful');
  const ends = ['hasMore', 'isLast', 'lastPage'].some((key) => hasField(check, 'response', key));
  if (stateful?.value !== true || ends || !check.style.response.includes('stateful')) return;
  const message = '`response.stateful` needs `response.hasMore`, `response.isLast` or `response.lastPage`.';
  const hint = 'Write `lastPage: empty` if an empty page is the end.';
  check.annotationError('pagination-missing-field', message, keyLocation(stateful.location), { hint });
}

/** Reports a keyset whose repeated items cannot be recognized, or that windows or scrolls would mix up. */
function checkInclusive(check: StrategyCheck): void {
  const inclusive = fieldOf(check, 'response', 'inclusive');
  if (inclusive?.value !== true) return;
  const place = keyLocation(inclusive.location);
  const { fields, groups } = check.annotation;
  if (!hasField(check, 'response', 'itemCursor')) {
    const message =
      '`response.inclusive` needs `response.itemCursor`: it says that the item at the cursor comes again.';
    check.annotationError('pagination-missing-field', message, place);
  }
  if (!fields.has('key')) {
    const message = '`response.inclusive` needs the `key` of the strategy to recognize the items that come again.';
    check.annotationError('pagination-missing-field', message, place);
  }
  const others = [
    ...(groups.has('deep') ? [['deep', ': the keyset passes a ceiling by itself, as a window does'] as const] : []),
    ...(fieldOf(check, 'request', 'backCursor') === undefined ? [] : [['request.backCursor', ''] as const]),
    ...(['stateful', 'repeat'] as const)
      .filter((key) => fieldOf(check, 'response', key) !== undefined)
      .map((key) => [`response.${key}`, ''] as const),
  ];
  for (const [other, why] of others) {
    const message = `\`response.inclusive\` and \`${other}\` are mutually exclusive${why}.`;
    check.annotationError('pagination-exclusive-fields', message, place, { hint: 'Remove one of them.' });
  }
}

/** Reports fields of `response` of which a strategy can have only one. */
function checkExclusive(check: StrategyCheck, keys: readonly ResponseKey[]): void {
  const present = keys.map((key) => fieldOf(check, 'response', key)).filter((field) => field !== undefined);
  const last = present.at(-1);
  if (last === undefined || present.length < 2) return;
  const message = `${keys.map((key) => `\`response.${key}\``).join(' and ')} are mutually exclusive.`;
  check.annotationError('pagination-exclusive-fields', message, keyLocation(last.location), {
    hint: 'Remove one of them.',
  });
}

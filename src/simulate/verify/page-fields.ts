import { describeResponseField, type EndFlag, endFlagOf } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import { describeValue } from '../../shared/json.ts';
import { type Check, type MainWalk, nextField, reasonOf } from './check.ts';
import { removeField } from './mismatches.ts';
import type { SeenPage } from './received.ts';
import { type Count, canonicalText, type Received, readCount, readField } from './received.ts';

const COUNTS = ['total', 'totalPages', 'limit'] as const;

/**
 * Checks each field of the responses by itself: that it is there, that it has its type, and that no page contradicts it.
 * {@link checkTotals} checks the total at the end of the list.
 */
export function checkFields(check: Check, walk: MainWalk): void {
  const responses: Received[] = [...walk.pages, ...(walk.last && !walk.last.isPage ? [walk.last] : [])];
  checkTypes(check, responses);
  for (const name of COUNTS) checkPresence(check, name, walk.pages);
  checkLimit(check, walk);
  checkPosition(check, walk);
  checkEndFlag(check, walk, responses);
  checkNext(check, walk, responses);
}

/** Reports fields whose values have the wrong type. Returns true if there are any. */
export function checkTypes({ strategy, coverage, report }: Check, responses: readonly Received[]): boolean {
  const { response } = strategy;
  const wrong = COUNTS.flatMap((name) => {
    const field = response[name];
    const other = field && responses.map((each) => readCount(each, field)).find(({ kind }) => kind === 'other');
    return field && other?.kind === 'other' ? [{ name, field, value: other.value, expected: 'a whole number' }] : [];
  });
  const flag = endFlagOf(response);
  const value = flag && responses.map((each) => readField(each, flag.field)).find((each) => !isFlag(each, flag.field));
  const all = [
    ...wrong,
    ...(flag && value !== undefined ? [{ name: flag.key, field: flag.field, value, expected: 'true or false' }] : []),
  ];
  for (const { name, field, value: found, expected } of all) {
    const shown = typeof found === 'object' ? describeValue(found) : canonicalText(found);
    const message = `${sentenceStart(field)} is ${shown}, but \`response.${name}\` must be ${expected}.`;
    report('field-wrong', message, { corrections: [removeField(name)] });
    coverage.wrong(`response.${name}`);
  }
  return all.length > 0;
}

function isFlag(value: unknown, field: ResponseField): boolean {
  if (value === undefined || typeof value === 'boolean') return true;
  return field.in === 'header' && /^(true|false)$/i.test(String(value));
}

function checkPresence(
  { strategy, coverage, report }: Check,
  name: EndFlag['key'] | (typeof COUNTS)[number],
  pages: readonly SeenPage[],
): void {
  const field = strategy.response[name];
  if (field === undefined || pages.some((page) => readField(page, field) !== undefined)) return;
  const message = `No response has ${describeResponseField(field)}, which the annotation declares as \`response.${name}\`.`;
  report('field-missing', message, { corrections: [removeField(name)] });
  coverage.wrong(`response.${name}`);
}

/** Compares the page size that the API says it used with the items of pages that are not the last one. */
function checkLimit({ strategy, coverage, report }: Check, { pages }: MainWalk): void {
  const field = strategy.response.limit;
  if (field === undefined) return;
  const stated = pages.map((page) => ({ count: readCount(page, field), items: page.items.length }));
  const isFull = (index: number): boolean => (pages[index + 1]?.items.length ?? 0) > 0;
  const full = stated.filter((_, index) => isFull(index));
  const known = (one: { count: Count; items: number }): one is { count: Count & { kind: 'count' }; items: number } =>
    one.count.kind === 'count';
  const tooSmall = stated.filter(known).find(({ count, items }) => items > count.count);
  const lengths = new Set(full.map(({ items }) => items));
  // Servers that filter after reading return pages of different lengths, all below the page size.
  const constant =
    lengths.size === 1 ? full.filter(known).find(({ count, items }) => items !== count.count) : undefined;
  const wrong = tooSmall ?? constant;
  if (wrong !== undefined) {
    const place = describeResponseField(field);
    const message = `${capital(place)} says that the page size is ${wrong.count.count}, but the page has ${wrong.items} items.`;
    report('field-wrong', message, { corrections: [removeField('limit')] });
    coverage.wrong('response.limit');
  } else if (full.some(known) && full.filter(known).every(({ count, items }) => count.count === items)) {
    coverage.see('response.limit');
  } else coverage.miss('response.limit', 'no page was followed by another one');
}

/** The client compares each position itself; here it counts whether any response had one. */
function checkPosition({ strategy, coverage, report }: Check, { pages, end }: MainWalk): void {
  const field = strategy.response.position?.field;
  if (field === undefined || pages.length === 0) return;
  const read = pages.map((page) => readCount(page, field));
  if (read.every(({ kind }) => kind !== 'count')) {
    const message = `No response has a number at ${describeResponseField(field)}, which the annotation declares as \`response.position\`.`;
    report('field-missing', message, { corrections: [removeField('position')] });
    coverage.wrong('response.position');
  } else if (read.filter(({ kind }) => kind === 'count').length > 1) coverage.see('response.position');
  else coverage.miss('response.position', reasonOf(end));
}

function checkEndFlag(check: Check, walk: MainWalk, responses: readonly Received[]): void {
  const { strategy, coverage, report } = check;
  const flag = endFlagOf(strategy.response);
  if (flag === undefined) return;
  const { key, field } = flag;
  const [last, more] = [String(flag.last), String(!flag.last)];
  const values = responses.map((each) => readField(each, field)).map((value) => String(value).toLowerCase());
  const { pages, end } = walk;
  const trailing = pages.length - pages.findLastIndex(({ items }) => items.length > 0) - 1;
  if (trailing > 1 && end.kind !== 'end' && values.at(-1) === more) {
    const message = `${sentenceStart(field)} is still ${more} on the ${trailing} empty pages after the last item.`;
    report('field-wrong', message, { corrections: [removeField(key)] });
    coverage.wrong(`response.${key}`);
    return;
  }
  checkPresence(check, key, pages);
  if (values.includes(more) && values.includes(last)) coverage.see(`response.${key}`);
  else coverage.miss(`response.${key}`, `only \`${values.includes(more) ? more : last}\` was seen`);
}

/** Notes whether the way to the next page was seen and followed, and how the last page says that it is the last. */
function checkNext({ session, strategy, coverage }: Check, walk: MainWalk, responses: readonly Received[]): void {
  const next = nextField(strategy);
  const { request, response } = strategy;
  // A counted walk also asks for an empty page, to confirm the end. Cursors and links lead to empty pages like any other.
  const reached = next === undefined ? walk.pages.filter(({ items }) => items.length > 0) : walk.pages;
  const followed = reached.length > 1;
  const carriers = [
    'request.offset',
    'request.page',
    'request.cursor',
    ...(strategy.cursorParts === undefined ? [] : ['response.nextCursor', 'response.itemCursor']),
    'request.operation',
    'request.fixed',
    'response.nextMethod',
    'response.rel',
    'response.inclusive',
    'response.linkBase',
  ];
  if (followed) {
    coverage.see(...carriers);
    const isSent = (parameter: Parameter): boolean => session.sends(parameter);
    const { firstPageOnly, isFirstPageOnlyAll, carry } = request;
    if (isFirstPageOnlyAll ? firstPageOnly.some(isSent) : firstPageOnly.length > 0 && firstPageOnly.every(isSent))
      coverage.see('request.firstPageOnly');
    if (carry.length > 0 && carry.every(isSent)) coverage.see('request.carry');
  } else {
    for (const field of [...carriers, 'request.carry']) coverage.miss(field, reasonOf(walk.end));
  }
  checkRepetition(strategy, coverage, walk);
  if (next === undefined) return;
  if (followed && (walk.end.kind === 'end' || next === 'response.itemCursor')) coverage.see(next);
  else if (followed) coverage.miss(next, 'the walk did not reach the end, where it has to be absent');
  else coverage.miss(next, 'no response had one, so the end of the list is unproven');
  const field = response.nextCursor ?? response.nextUrl;
  const last = responses.at(-1);
  const ends = field !== undefined && last !== undefined && walk.end.kind === 'end';
  const value = ends ? readField(last, field) : undefined;
  if (value !== undefined && isEndValue(strategy, value)) coverage.see('response.end');
  else coverage.miss('response.end', 'no response had one of these values');
}

/**
 * Notes whether a position came twice. A scroll with one cursor shows that the server keeps the position, and a walk that
 * goes on or ends at a repetition shows that `repeat` says so.
 */
function checkRepetition({ response }: Strategy, coverage: Check['coverage'], walk: MainWalk): void {
  const { pages } = walk;
  const field = response.nextCursor ?? response.nextUrl;
  const cursors = field === undefined ? [] : pages.map((page) => canonicalText(readField(page, field)));
  const isRepeated = new Set(cursors).size < cursors.length;
  if (isRepeated) coverage.see('response.stateful');
  else coverage.miss('response.stateful', 'each page had another cursor');
  const texts = pages.map(({ items }) => canonicalText(items)).filter((text) => text !== '[]');
  const isSame = isRepeated || texts.some((text, index) => text === texts[index - 1]);
  if (isSame && walk.end.kind === 'end') coverage.see('response.repeat');
}

function isEndValue({ response }: Strategy, value: unknown): boolean {
  return response.end.some((end) => String(end) === String(value));
}

function sentenceStart(field: ResponseField): string {
  return capital(describeResponseField(field));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { JsonValue } from '../../shared/json.ts';
import type { Check, MainWalk } from './check.ts';
import type { SeenPage } from './received.ts';
import { canonicalText, valueAt } from './received.ts';

/** Checks that each item has the declared key, that no two items share it, and that no item comes twice. */
export function checkItems({ strategy, coverage, report, ledger }: Check, walk: MainWalk): void {
  const { key } = strategy;
  const { pages } = walk;
  const items = pages.flatMap((page) => page.items);
  if (items.length === 0) return;
  coverage.see('response.items');
  const lacking = key === undefined ? 0 : items.filter((item) => (valueAt(item, key) ?? null) === null).length;
  if (lacking > 0) {
    const message = `${lacking} of ${items.length} items have no \`${key}\`, which the annotation declares as \`key\`.`;
    report('field-missing', message, { corrections: [{ field: 'key', value: undefined }] });
    coverage.wrong('key');
  }
  const within = pages.map((page) => findRepeated([page], (item) => ledger.identity(item)));
  const shared = within.find((repeated) => repeated.some(({ first, again }) => !areEqual(first, again)));
  if (key !== undefined && shared !== undefined) {
    const [{ first } = { first: null }] = shared;
    const example = canonicalText(valueAt(first, key));
    const message = `Items of one page share the key \`${key}\` ${example}, but are different items.`;
    report('key-not-unique', message, { corrections: [{ field: 'key', value: undefined }] });
    coverage.wrong('key');
    return;
  }
  coverage.see('key');
  // The server returns some items again, and the walk has dropped them.
  if (strategy.response.inclusive) return;
  // If one page contains equal items, equal items on two pages prove nothing.
  if (within.some((repeated) => repeated.length > 0)) return;
  reportDuplicates(pages, { strategy, report, ledger });
}

function reportDuplicates(
  pages: readonly SeenPage[],
  { strategy, report, ledger }: Pick<Check, 'strategy' | 'report' | 'ledger'>,
): void {
  const repeated = findRepeated(pages, (item) => ledger.identity(item));
  const [example] = repeated;
  if (example === undefined) return;
  const { key, style } = strategy;
  const count = new Set(repeated.map(({ identity }) => identity)).size;
  const which = key === undefined ? shorten(canonicalText(example.first)) : canonicalText(valueAt(example.first, key));
  const named = key === undefined ? `the item ${which}` : `the one whose \`${key}\` is ${which}`;
  const message =
    count === 1
      ? `One item was returned more than once: ${named}.`
      : `${count} items were returned more than once, such as ${named}.`;
  report('duplicate-items', `${message}${adviceFor(style)}`);
}

/** Says which fault of an annotation usually causes overlapping pages. */
function adviceFor(style: string): string {
  if (style === 'page') return ' If the API counts items and not pages, its style is `offset`.';
  return style === 'offset'
    ? ' If the API counts pages or starts at 1, its style is `page`, or `start` is missing.'
    : '';
}

interface Repeated {
  readonly identity: string;
  readonly first: JsonValue;
  readonly again: JsonValue;
}

function findRepeated(pages: readonly SeenPage[], identify: (item: JsonValue) => string): Repeated[] {
  const seen = new Map<string, JsonValue>();
  return pages
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const identity = identify(item);
      const first = seen.get(identity);
      if (first !== undefined) return [{ identity, first, again: item }];
      seen.set(identity, item);
      return [];
    });
}

function areEqual(a: JsonValue, b: JsonValue): boolean {
  return canonicalText(a) === canonicalText(b);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

import { dereference, propertiesOf, type Schemas } from '../../model/schema-kinds.ts';
import { countOf } from '../../shared/words.ts';
import type { Check, MainWalk } from './check.ts';
import { reportFailure } from './failures.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ListEnd } from './totals.ts';

/**
 * Walks without a page size, as most callers do, and compares the items with those of the walk with one. Some servers
 * page only if a page size is sent; to others, a missing page number means the whole list.
 */
export async function compareWithoutSize(
  check: Check,
  walk: MainWalk,
  sizes: PageSizes,
  end: ListEnd,
  maxPages: number,
): Promise<void> {
  const { session, ledger, report } = check;
  if (walk.size === undefined || sizes.openingSize !== undefined || maxPages < 1) return;
  const result = await session.walk({ maxPages });
  ledger.add(result.pages);
  if (result.end.kind !== 'end' && result.end.kind !== 'cut') {
    // The walk with a page size has met the same end of the API.
    if (walk.end.kind !== result.end.kind) reportFailure(check, result, 'Without a page size: ');
    return;
  }
  const without = ledger.identities(result.pages);
  const extra = countMissing(without, walk.identities);
  const lost = countMissing(walk.identities, without);
  const isRepeated = new Set(without).size < without.length && new Set(walk.identities).size === walk.identities.length;
  const parts = [
    ...(isRepeated ? [`returns ${countOf(without.length - new Set(without).size, 'item')} twice`] : []),
    ...(end.kind === 'proven' && extra > 0 ? [`returns ${extra} more`] : []),
    ...(result.end.kind === 'end' && lost > 0 ? [`lacks ${lost} of them`] : []),
  ];
  if (parts.length === 0) return;
  const message = `With a page size of ${walk.size}, the walk returned ${countOf(new Set(walk.identities).size, 'item')}; without one, it ${parts.join(' and ')}.`;
  report('walks-differ', message);
}

function countMissing(wanted: readonly string[], there: readonly string[]): number {
  const known = new Set(there);
  return new Set(wanted.filter((identity) => !known.has(identity))).size;
}

/**
 * Walks the same pages again. If the order changes between requests, every walk repeats some items and loses others,
 * while nobody changes the data: databases return rows without a complete order as they like.
 */
export async function checkOrder(check: Check, walk: MainWalk, schemas: Schemas, maxPages: number): Promise<void> {
  const { session, ledger, report } = check;
  const most = Math.min(walk.pages.length, maxPages);
  if (most < 1) return;
  const again = await session.walk({ limit: walk.size, maxPages: most });
  if (again.pages.length < most) return;
  const before = ledger.identities(walk.pages.slice(0, most));
  const after = ledger.identities(again.pages);
  ledger.add(again.pages);
  if (before.join('\n') === after.join('\n')) return;
  const advice = adviseSort(check, schemas);
  const known = new Set(after);
  const common = new Set(before.filter((identity) => known.has(identity)));
  const moved =
    before.filter((one) => common.has(one)).join('\n') !== after.filter((one) => common.has(one)).join('\n');
  if (moved) {
    const message = `Two walks of the same query return the items in another order, so that a walk can repeat and lose items.`;
    return report('unstable-order', message + advice);
  }
  const lost = new Set(before.filter((identity) => !known.has(identity)));
  // New items push the last ones to pages that this walk does not have.
  if (lost.size === 0 || walk.end.kind !== 'end' || most < walk.pages.length || session.remaining < most) return;
  const third = await session.walk({ limit: walk.size, maxPages: most });
  const back = ledger.identities(third.pages).filter((identity) => lost.has(identity));
  if (back.length === 0) return;
  report(
    'unstable-order',
    `A second walk of the same query lost ${countOf(back.length, 'item')} that a third one returned.${advice}`,
  );
}

/** Names a parameter of the operation that can sort the list by a unique field, or says what the API lacks. */
function adviseSort({ session, strategy }: Check, schemas: Schemas): string {
  const { source } = session.operation;
  const body = source.requestBody?.content[0]?.schema;
  const candidates = [
    ...source.parameters.map(({ name, schema }) => ({ name, schema })),
    ...(body === undefined ? [] : propertiesOf(body, schemas)).map(({ name, schema }) => ({
      name: `body.${name}`,
      schema,
    })),
  ].filter(({ name }) => /(?:^|[^a-z])(?:sort|order)|(?:sort|order)(?:_?by)?$/i.test(name));
  const identity = (strategy.key ?? '/id').split('/').at(-1) ?? 'id';
  for (const { name, schema } of candidates) {
    const values = (dereference(schema, schemas) as { values?: readonly unknown[] } | undefined)?.values ?? [];
    const texts = values.filter((value): value is string => typeof value === 'string');
    const unique = texts.find((text) => text.split(/[^A-Za-z0-9_]+/).includes(identity));
    if (unique !== undefined) return ` Sort by a unique field: \`${name}: ${unique}\`.`;
    if (texts.length === 0) return ` Sort by a unique field, such as \`${identity}\`, with \`${name}\`.`;
  }
  if (candidates.length > 0) {
    return ` \`${candidates[0]?.name}\` has no value for a unique field such as \`${identity}\`; the API has to add one.`;
  }
  return ' The operation has no parameter for the order; the API has to sort by a unique field.';
}

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findOperation } from '../../src/client/evaluate/list-call.ts';
import { plan } from '../../src/client/plan/plan.ts';
import { explainStrategy, prepareWalk } from '../../src/simulate/explain/explain-strategy.ts';
import { createSimulatedApi, simulate, simulateQuickly, type WalkStep } from '../../src/simulate/explain/simulate.ts';
import { type ExplainOptions, explain, type StrategyExplanation } from '../../src/tasks/explain.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../specs/${name}`, import.meta.url));

async function explained(name: string, operation: string, more: Partial<ExplainOptions> = {}) {
  const document = pathOf(name);
  const { diagnostics, explanation } = await explain({ document, operation, ...more });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return explanation!;
}

async function only(name: string, operation: string, more: Partial<ExplainOptions> = {}): Promise<StrategyExplanation> {
  const { strategies } = await explained(name, operation, more);
  expect(strategies).toHaveLength(1);
  return strategies[0]!;
}

const wordsOf = ({ words }: StrategyExplanation): Record<string, string> => Object.fromEntries(words);

describe('an explanation', () => {
  it('is the plan of the client itself, in words', async () => {
    const contacts = await only('close.yaml', 'listContacts');
    expect(contacts).toMatchObject({
      name: 'offset',
      isDefault: true,
      limits: { defaultLimit: 100, maxLimit: 100, maxOffset: 10_000 },
      plan: { pageSize: 100, ceiling: { name: 'maxOffset', value: 10_000 }, reachable: 10_100, deep: false },
      reach: 10_100,
    });
    expect(contacts).not.toHaveProperty('simulation');
    expect(wordsOf(contacts)).toEqual({
      Requests:
        'Each request sends the query parameter `_skip` (from the second request on) and, if the caller sets a page size, the query parameter `_limit`. Without a page size, the API returns 100 items per page.',
      'Next page': 'The offset grows by the number of items received, whatever page size was requested.',
      Ends: 'When `/has_more` is false; if a response lacks it, at an empty page.',
      Identity: 'Items are identified by `/id`.',
      Beyond:
        '10,100 items are within reach (maxOffset 10,000). The walk returns all of them and then throws a PaginationCeilingError. The error names createLeadExport as a way to get the rest.',
      Budget: 'The client waits before it would exceed `api` (100 requests in any 5 seconds).',
    });
  });

  it('says how a walk goes on past a ceiling', async () => {
    const leads = await only('close.yaml', 'listLeads', { limit: 200 });
    expect(leads).toMatchObject({ plan: { deep: true }, reach: 10_200 });
    expect(wordsOf(leads).Beyond).toBe(
      '10,200 items are within reach (maxOffset 10,000). Then the walk continues in windows over `/date_created` (ascending); each begins at the last value, sent as the query parameter `date_created__gte`.',
    );
  });

  it.each([
    ['fixtures/link-header.yaml', 'Next page', 'The client follows the `Link` header with rel="next".'],
    ['fixtures/next-url-same.yaml', 'Next page', 'with the same method and body.'],
    ['fixtures/cursor-keyset.yaml', 'Next page', 'of the last item of the page.'],
    ['fixtures/cursor-start.yaml', 'Requests', '(at first "*")'],
    ['fixtures/first-page-only.yaml', 'Requests', 'Only the first request sends `query`, `sort`.'],
    ['fixtures/first-page-only-all.yaml', 'Requests', 'Only the first request sends other query parameters'],
    [
      'fixtures/cursor-parts.yaml',
      'Next page',
      '`id` is `/id` of the last item, `time` is `/created` of the last item',
    ],
    ['fixtures/fixed-values.yaml', 'Requests', 'Each request has `usemarker: true`, `Prefer: "count=exact"`.'],
    ['fixtures/next-url-carry.yaml', 'Requests', 'to followed URLs that lack '],
    ['fixtures/last-page-short.yaml', 'Ends', 'at a page shorter than requested'],
    ['fixtures/past-end.yaml', 'Ends', 'after the first page.'],
    ['fixtures/cursor-header.yaml', 'Ends', 'When there is no next cursor.'],
    ['fixtures/cursor-query.yaml', 'Beyond', 'No limit of the API ends the walk early.'],
    ['fixtures/limit-none.yaml', 'Requests', '(from the second request on). The API returns 25 items per page.'],
  ])('of %s says under %s: %s', async (name, subject, words) => {
    expect(wordsOf(await only(name, 'listItems'))[subject]).toContain(words);
  });

  it('tells the default from other strategies, or is about one of them', async () => {
    const { strategies, ...operation } = await explained('places.yaml', 'POST /api/v1/places/search');
    expect(operation).toEqual({ operation: 'searchPlaces', method: 'POST', path: '/api/v1/places/search' });
    expect(strategies.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['cursor', true],
      ['page', false],
      ['offset', false],
    ]);
    expect(await only('places.yaml', 'searchPlaces', { strategy: 'page' })).toMatchObject({ name: 'page' });
  });

  it('says why the client refuses a page size', async () => {
    const leads = await only('close.yaml', 'listLeads', { limit: 500, total: 10 });
    expect(leads.refused).toMatch(/_limit is 500.*at most 200/);
    expect(leads).not.toHaveProperty('simulation');
  });

  it('of an operation that is not a list has no strategies', async () => {
    expect((await explained('close.yaml', 'getLead')).strategies).toEqual([]);
  });

  it.each([
    ['listLead', {}, 'unknown-operation', 'Did you mean `listLeads`?'],
    ['nothing like it', {}, 'unknown-operation', 'The paginated operations are listLeads'],
    ['listLeads', { strategy: 'page' }, 'unknown-strategy', 'There are offset.'],
  ])('refuses %s %j', async (operation, more, code, hint) => {
    await expect(explained('close.yaml', operation, more)).rejects.toMatchObject({
      code,
      hint: expect.stringContaining(hint),
    });
  });
});

describe('a simulation', () => {
  it.each([
    [
      { total: 9345, limit: 200 },
      { requests: 47, items: 9345, windows: 1, outcome: 'complete' },
    ],
    [
      { total: 25_000, limit: 200 },
      { requests: 126, items: 25_000, windows: 3, outcome: 'complete' },
    ],
    [{ total: 0 }, { requests: 1, items: 0, windows: 1, outcome: 'complete' }],
  ])('of leads with %j counts %j', async (options, expected) => {
    expect((await only('close.yaml', 'listLeads', options)).simulation).toMatchObject({
      total: options.total,
      ...expected,
    });
  });

  it('lands on a ceiling exactly, and shows its requests', async () => {
    const options = { strategy: 'page', total: 30_000, limit: 96 };
    const { simulation } = await only('places.yaml', 'searchPlaces', options);
    expect(simulation).toMatchObject({
      items: 10_000,
      requests: 105,
      outcome: 'ceiling',
      message: expect.stringContaining('maxResults 10000'),
      first: [
        'POST /api/v1/places/search {"limit":96,"page":1}',
        'POST /api/v1/places/search {"limit":96,"page":2}',
        'POST /api/v1/places/search {"limit":96,"page":3}',
      ],
      last: 'POST /api/v1/places/search {"limit":16,"page":625}',
    });
  });

  it('tells of each request what it gave, and in which window', async () => {
    const { model } = await openDocument({ document: pathOf('close.yaml') });
    const leads = findOperation(
      plan(model!, { importExtension: 'js' }, () => {}),
      'listLeads',
    );
    const steps: WalkStep[] = [];
    const walk = {
      ...prepareWalk(leads, leads.strategies[0]!, 200),
      onStep: (step: WalkStep) => void steps.push(step),
    };
    const { requests, items, windows } = await simulate(createSimulatedApi(model!, 25_000), walk);
    expect({ requests, items, windows }).toEqual({ requests: 126, items: 25_000, windows: 3 });
    expect(steps).toHaveLength(requests);
    expect(steps.reduce((sum, step) => sum + step.items, 0)).toBe(items);
    expect(steps[0]).toMatchObject({ items: 200, window: 1, sends: expect.stringMatching(/^\?.*_limit=200/) });
    const second = steps.findIndex(({ window }) => window === 2);
    expect(steps[second]?.sends).toContain('date_created__gte=');
    expect(steps[second]?.items).toBeLessThan(200);
    expect(steps.at(-1)).toMatchObject({ window: 3 });
  });

  it.each([
    ['windows', 'close.yaml', 'listLeads', 'offset', 200, 60_037],
    ['pages by number', 'places.yaml', 'searchPlaces', 'cursor', 100, 9_950],
    ['a total that is a whole number of pages', 'places.yaml', 'searchPlaces', 'cursor', 100, 20_000],
  ])('counts the same with and without walking all of it: %s', async (_, document, name, strategy, limit, total) => {
    const { model } = await openDocument({ document: pathOf(document) });
    const operation = findOperation(
      plan(model!, { importExtension: 'js' }, () => {}),
      name,
    );
    const chosen = operation.strategies.find((each) => each.name === strategy)!;
    const walk = prepareWalk(operation, chosen, limit);
    const { last, ...whole } = await simulate(createSimulatedApi(model!, total), walk);
    const known = explainStrategy(operation, chosen, limit);
    const requestsOfTwoWindows = name === 'listLeads' ? 120 : 20;
    expect(await simulateQuickly(model!, total, walk, known, requestsOfTwoWindows)).toEqual(whole);
    expect(last).toContain('/');
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { FAULT_HELP, type Faults, withFault } from '../../src/simulate/mock/faults.ts';
import { mock } from '../../src/tasks/mock.ts';
import { openDocument } from '../../src/tasks/open-document.ts';
import { type VerifyOptions, type VerifyResult, verify } from '../../src/tasks/verify.ts';
import { startCloseServer } from '../support/close-server.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

const pathOf = (name: string): string => fileURLToPath(new URL(`../../specs/${name}`, import.meta.url));

async function against(
  name: string,
  texts: readonly string[],
  options: Partial<VerifyOptions> & { items?: number } = {},
): Promise<VerifyResult> {
  const { items = 130, ...more } = options;
  const faults = texts.reduce<Faults>((all, text) => withFault(all, text) ?? expect.fail(text), {});
  const document = pathOf(name);
  const { api } = await mock({ document, items, faults, auth: false });
  cleanups.push(() => api!.close());
  const params = { searchPlaces: { body: { query: 'cafe' } } };
  return verify({ document, baseUrl: api!.baseUrl, params, ...more });
}

const codes = ({ findings }: VerifyResult): string[] => findings.map(({ code }) => code);

describe('an API that does as the document says', () => {
  it.each([
    'close.yaml',
    'places.yaml',
    'fixtures/offset.yaml',
    'fixtures/page.yaml',
    'fixtures/cursor-header.yaml',
    'fixtures/cursor-body.yaml',
    'fixtures/cursor-keyset.yaml',
    'fixtures/cursor-keyset-inclusive.yaml',
    'fixtures/cursor-expired.yaml',
    'fixtures/cursor-parts.yaml',
    'fixtures/next-url.yaml',
    'fixtures/link-header.yaml',
    'fixtures/total.yaml',
    'fixtures/has-more.yaml',
    'fixtures/limit-max-results-page.yaml',
    'fixtures/limit-max-offset.yaml',
    'fixtures/limit-enum.yaml',
    'fixtures/last-page-short.yaml',
    'fixtures/past-end.yaml',
    'fixtures/is-last.yaml',
    'fixtures/last-page-empty.yaml',
    'fixtures/stateful.yaml',
    'fixtures/links-by-relation.yaml',
    'fixtures/link-base.yaml',
    'fixtures/items-map.yaml',
    'fixtures/items-in-groups.yaml',
    'fixtures/next-url-last-page.yaml',
    'fixtures/json-header.yaml',
    'fixtures/content-range.yaml',
    'fixtures/cursor-keyset-inclusive.yaml',
    'fixtures/cursor-expired.yaml',
  ])('has no finding: %s', async (name) => {
    for (const items of [0, 3, 130]) {
      const result = await against(name, [], { items });
      expect(result.findings, `${items} items`).toEqual([]);
      expect(result.overlay).toBeUndefined();
      expect(result.checked.length).toBeGreaterThan(0);
    }
  });
});

/** Faults of the mock, as they show in a list with an offset. */
const OFFSET_FAULTS = [
  ['cap=50', 'page-size-capped', /The document allows pages of 100 items, but the API returns only 50 per page\./],
  ['max-limit=50', 'page-size-refused', /The document allows pages of 100 items, but the API rejects this page size\./],
  ['total=7', 'total-wrong', /declared total is 137, but the walk ended after 130 items/],
  [
    'missing=hasMore',
    'field-missing',
    /No response has `\/meta\/has_more`, which the annotation declares as `response\.hasMore`/,
  ],
  ['missing=total', 'field-missing', /No response has .+, which the annotation declares as `response\.total`/],
  ['end=3', 'end-too-early', /ended after \d+ items, but offset \d+ has \d+ more/],
  ['overlap=2', 'duplicate-items', /items were returned more than once/],
  ['repeat-cursor=2', 'walk-broken', /repeats the previous one/],
] as const;

/** Faults of the mock, as they show in other lists. */
const OTHER_FAULTS = [
  ['fixtures/cursor-query.yaml', 'cap=5', 'page-size-capped'],
  ['fixtures/cursor-query.yaml', 'max-limit=50', 'page-size-refused'],
  ['fixtures/cursor-query.yaml', 'repeat-cursor=2', 'walk-broken'],
  ['fixtures/cursor-query.yaml', 'overlap=1', 'duplicate-items'],
  ['fixtures/cursor-query.yaml', 'missing=nextCursor', 'end-too-early'],
  ['fixtures/link-header.yaml', 'missing=link', 'end-too-early'],
  ['fixtures/link-header.yaml', 'missing=items', 'walk-broken'],
  ['fixtures/next-url.yaml', 'end=2', 'end-too-early'],
  ['fixtures/page.yaml', 'cap=7', 'page-size-capped'],
  ['fixtures/limit-max-offset.yaml', 'max-offset=200', 'position-refused'],
  ['fixtures/limit-enum.yaml', 'cap=9', 'page-size-capped'],
  ['fixtures/offset.yaml', '500=1', 'request-failed'],
  ['fixtures/cursor-expired.yaml', 'expired=2', 'request-failed'],
  ['fixtures/total.yaml', 'total=-3', 'total-wrong'],
  ['fixtures/is-last.yaml', 'missing=isLast', 'field-missing'],
  ['fixtures/has-more.yaml', 'missing=hasMore', 'field-missing'],
  ['fixtures/total.yaml', 'missing=total', 'field-missing'],
  ['fixtures/next-url.yaml', 'missing=nextUrl', 'end-too-early'],
  ['fixtures/page.yaml', 'overlap=1', 'duplicate-items'],
  ['fixtures/has-more.yaml', 'end=2', 'end-too-early'],
] as const;

/** Faults that a client hides, so that they are not mismatches. */
const HIDDEN_FAULTS = ['429=10', '503=9', 'slow=1'] as const;

describe('what is found', () => {
  it('of every fault of the mock', () => {
    const offered = [...FAULT_HELP.matchAll(/([a-z-]+|429)=/g)].map(([, name]) => name);
    const texts = [...OFFSET_FAULTS.map(([text]) => text), ...OTHER_FAULTS.map(([, text]) => text), ...HIDDEN_FAULTS];
    expect(offered.length).toBeGreaterThan(8);
    expect(texts.map((text) => text.split('=')[0])).toEqual(expect.arrayContaining(offered));
  });

  it.each(OFFSET_FAULTS)('by offset: %s', async (fault, code, message) => {
    const { findings } = await against('places.yaml', [fault], { operations: ['searchPlaces'] });
    const own = findings.filter(({ strategy }) => strategy === 'offset');
    expect(own.map((finding) => finding.code)).toContain(code);
    expect(own.find((finding) => finding.code === code)?.message).toMatch(message);
  });

  it.each(OTHER_FAULTS)('of %s: %s', async (name, fault, code) => {
    expect(codes(await against(name, [fault], { items: 70 }))).toContain(code);
  });

  it.each(HIDDEN_FAULTS)('is nothing if a client hides the fault: %s', async (fault) => {
    const { findings } = await against('fixtures/cursor-query.yaml', [fault], { items: 70 });
    expect(findings).toEqual([]);
  });
});

describe('--probe-limits', () => {
  it.each([1, 37, 50, 99])('finds that %i is the largest page if a larger one is declared', async (largest) => {
    const options = { probeLimits: true, operations: ['listItems'] };
    const { findings } = await against('fixtures/cursor-query.yaml', [`max-limit=${largest}`], options);
    expect(findings[0]).toMatchObject({
      code: 'page-size-refused',
      message: expect.stringContaining(`The largest page size that it accepts is ${largest}.`),
      corrections: [{ group: 'limits', field: 'maxLimit', value: largest }],
    });
  });
});

describe('the budget', () => {
  it('is kept, whatever is left unfinished', async () => {
    for (const budget of [1, 2, 3, 5]) {
      const { checked } = await against('places.yaml', [], { items: 5000, budget });
      for (const { requests } of checked) expect(requests).toBeLessThanOrEqual(budget);
    }
  });
});

describe('the overlay', () => {
  it('makes the document say what the API does', async () => {
    const { overlay, findings } = await against('places.yaml', ['cap=20', 'total=7'], { budget: 40 });
    expect(findings.length).toBeGreaterThan(3);
    const folder = await mkdtemp(join(tmpdir(), 'pagegen-verify-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'corrections.yaml');
    await writeFile(file, overlay ?? '');
    const { model, diagnostics } = await openDocument({ document: pathOf('places.yaml'), overlays: [file] });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const search = model?.operations.find(({ operationId }) => operationId === 'searchPlaces');
    expect(search?.strategies.map(({ name, limits }) => [name, limits.maxLimit])).toEqual([
      ['cursor', 20],
      ['page', 20],
      ['offset', 20],
    ]);
    expect(search?.strategies.map(({ response }) => response.total)).toEqual([undefined, undefined, undefined]);
    const corrected = await against('places.yaml', ['cap=20'], { overlays: [file] });
    expect(corrected.findings).toEqual([]);
  });
});

describe('the Close look-alike', () => {
  it('is as declared, except for the planted faults', async () => {
    const server = await startCloseServer({ leads: 450, contacts: 300, events: 120, maxOffset: 500 });
    cleanups.push(() => server.close());
    const headers = { authorization: `Basic ${Buffer.from(`${server.apiKey}:`).toString('base64')}` };
    const operations = ['listLeads', 'listContacts', 'listEvents'];
    const { findings } = await verify({ document: pathOf('close.yaml'), baseUrl: server.url, headers, operations });
    expect(findings.map(({ operation, code }) => [operation, code])).toEqual([
      ['listLeads', 'position-refused'],
      ['listContacts', 'position-refused'],
    ]);
    expect(findings[0]?.message).toContain('The maximum _skip is 500.');
  });

  it('refuses without credentials', async () => {
    const server = await startCloseServer({ leads: 5 });
    cleanups.push(() => server.close());
    const result = await verify({ document: pathOf('close.yaml'), baseUrl: server.url, operations: ['listLeads'] });
    expect(codes(result)).toEqual(['request-failed']);
    expect(result.checked).toMatchObject([{ operation: 'listLeads', strategy: 'offset', requests: 1 }]);
  });
});

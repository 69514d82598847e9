import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { generate } from '../../src/index.ts';
import { ioOf, pagegen as runIn } from './in-process.ts';

const pagegen = (...argv: string[]) => runIn(process.cwd(), ...argv);

describe('pagegen explain', () => {
  it('prints sentences and a table', async () => {
    const result = await pagegen(
      'explain',
      'specs/places.yaml',
      'searchPlaces',
      '--strategy',
      'page',
      '--total',
      '250',
    );
    expect(result).toEqual({
      code: 0,
      stderr: '',
      stdout: `searchPlaces  POST /api/v1/places/search

page
  Requests: Each request sends \`/page\` of the request body (starting at 1) and, if the caller sets a page size, \`/limit\` of the request body. Without a page size, the API returns 25 items per page.
  Next page: The page number grows by one. The client compares it with \`/meta/page\` of the response and fails if they differ.
  Ends: When \`/meta/has_more\` is false; if a response lacks it, at an empty page, or at a short page once \`/meta/total\` is reached (after a full page, one more request confirms the end, because totals drift).
  Identity: Items are identified by \`/id\`.
  Beyond: 10,000 items are within reach (maxResults 10,000). The walk returns all of them and then throws a PaginationCeilingError. The error names cursor as a way to get the rest.
  Budget: The client waits before it would exceed \`api\` (60 requests in any 60 seconds).

  limits          minLimit 1, maxLimit 100, defaultLimit 25, maxResults 10,000
  page size       25
  ceiling         maxResults 10,000
  within reach    10,000 items
  alternatives    cursor
  simulated       250 items in the API
  requests        10
  items returned  all 250
  outcome         the walk ends by itself
  first requests  POST /api/v1/places/search {"page":1}
                  POST /api/v1/places/search {"page":2}
                  POST /api/v1/places/search {"page":3}
  last request    POST /api/v1/places/search {"page":10}
`,
    });
  });

  it('says that offsets which count groups cannot be split, as the comment of the method does', async () => {
    const fixture = 'specs/fixtures/items-in-groups.yaml';
    const { stdout } = await pagegen('explain', fixture, 'listItems');
    expect(stdout).toContain('Splits: Never: the offset counts groups, and a part ends at an item.');
    const shown = await pagegen('explain', 'specs/close.yaml', 'listLeads');
    expect(shown.stdout).not.toContain('Splits:');
    const { files } = await generate({ document: fixture });
    expect(files.map(({ text }) => text).join('')).toContain('`split` is not possible');
  });

  it('prints the same as JSON', async () => {
    const { code, stdout } = await pagegen(
      'explain',
      'specs/close.yaml',
      'listContacts',
      '--total',
      '12000',
      '-f',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      operation: 'listContacts',
      strategies: [{ reach: 10_100, simulation: { items: 10_100, requests: 101, duration: 5000, outcome: 'ceiling' } }],
    });
  });

  it('wraps at the width of the terminal', async () => {
    const { io, text } = ioOf(process.cwd());
    const argv = ['explain', 'specs/places.yaml', 'searchPlaces', '--strategy', 'page', '--total', '250'];
    expect(await run(argv, { ...io, stdout: { ...io.stdout, columns: 60 } })).toBe(0);
    const wrapped = text.stdout;
    for (const line of wrapped.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
    expect(wrapped).toContain(
      '\n  Requests: Each request sends `/page` of the request body\n    (starting at 1) and, if the caller sets a page size,',
    );
    const { stdout } = await pagegen(...argv);
    expect(wrapped.replace(/\s+/g, ' ')).toBe(stdout.replace(/\s+/g, ' '));
  });

  it('lists the lists if no operation is named, and says how to name one', async () => {
    const result = await pagegen('explain', 'specs/places.yaml');
    expect(result).toMatchObject({
      code: 0,
      stderr: 'Each can be explained. Next: pagegen explain specs/places.yaml searchPlaces\n',
    });
    expect(result.stdout).toMatch(
      /^searchPlaces +POST \/api\/v1\/places\/search +cursor \(cursor-body\), page, offset\n/,
    );
    const json = JSON.parse((await pagegen('explain', 'specs/places.yaml', '--format', 'json')).stdout);
    expect(json.lists).toHaveLength(result.stdout.trimEnd().split('\n').length);
    expect(json.lists[0]).toMatchObject({ operation: 'searchPlaces', method: 'POST' });
    const wrong = await pagegen('explain', 'specs/places.yaml', '--total', '5');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--total needs an operation') });
  });

  it.each([
    ['specs/close.yaml', 'listLeads', 'all 999,999,999'],
    ['specs/close.yaml', 'listContacts', '10,100 of 999,999,999'],
    ['specs/places.yaml', 'searchPlaces', 'all 999,999,999'],
  ])('answers at once, however large the total: %s %s', { timeout: 20_000 }, async (document, operation, items) => {
    const { stdout } = await pagegen('explain', document, operation, '--total', '999999999');
    expect(stdout).toContain(`items returned  ${items}\n`);
  });

  it('says that an operation is not paginated, or not there', async () => {
    expect(await pagegen('explain', 'specs/close.yaml', 'getLead')).toMatchObject({
      stdout: expect.stringContaining('Not paginated'),
      stderr: 'If it is a list, run pagegen annotate specs/close.yaml -o pagination.overlay.yaml\n',
    });
    const missing = await pagegen('explain', 'specs/close.yaml', 'listLead');
    expect(missing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Did you mean `listLeads`?'),
    });
  });
});

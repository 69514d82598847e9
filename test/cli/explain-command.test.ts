import { describe, expect, it } from 'vitest';
import { pagegen as runIn } from './in-process.ts';

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
  Requests: Each carries \`/page\` of the request body, from the second on, and \`/limit\` of the request body where the caller gives a page size. Without one, the API gives 25 items a page.
  Next page: The page number grows by one.
  Ends: When \`/meta/has_more\` is false; where an answer lacks it, at an empty page, or at a short page once \`/meta/total\` is reached (after a full page, one more request makes sure: totals drift).
  Identity: Items are told apart by \`/id\`.
  Beyond: 10,000 items are within reach under maxResults 10,000; then a PaginationCeilingError is thrown, after every one of them was given out. It names cursor as the way to get the rest.

  limits          minLimit 1, maxLimit 100, defaultLimit 25, maxResults 10,000
  page size       25
  ceiling         maxResults 10,000
  within reach    10,000 items
  alternatives    cursor
  simulated       250 items in the API
  requests        10
  items given     all 250
  outcome         the walk ends by itself
  first requests  POST /api/v1/places/search {}
                  POST /api/v1/places/search {"page":2}
                  POST /api/v1/places/search {"page":3}
  last request    POST /api/v1/places/search {"page":10}
`,
    });
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
      strategies: [{ reach: 10_100, simulation: { items: 10_100, requests: 101, outcome: 'ceiling' } }],
    });
  });

  it('says that an operation is not paginated, or not there', async () => {
    expect((await pagegen('explain', 'specs/close.yaml', 'getLead')).stdout).toContain('Not paginated');
    const missing = await pagegen('explain', 'specs/close.yaml', 'listLead');
    expect(missing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Did you mean listLeads?') });
  });
});

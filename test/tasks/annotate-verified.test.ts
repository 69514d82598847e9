import { describe, expect, it } from 'vitest';
import { annotate } from '../../src/tasks/annotate.ts';

interface Parts {
  readonly parameters: readonly object[];
  readonly properties: Readonly<Record<string, object>>;
  readonly example?: object;
  readonly annotation?: unknown;
}

const annotateList = ({ parameters, properties, example, annotation }: Parts) =>
  annotate({
    document: {
      file: 'api.json',
      text: JSON.stringify({
        openapi: '3.0.3',
        info: { title: 'T', version: '1' },
        paths: {
          '/things': {
            get: {
              operationId: 'listThings',
              ...(annotation !== undefined && { 'x-pagination': annotation }),
              parameters: parameters.map((parameter) => ({ in: 'query', ...parameter })),
              responses: {
                200: {
                  description: 'OK',
                  content: {
                    'application/json': { schema: { type: 'object', properties }, ...(example && { example }) },
                  },
                },
              },
            },
          },
        },
      }),
    },
  });

const data = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } };

describe('proposals that do not verify', () => {
  it('give way to the next most likely one', async () => {
    const { proposals } = await annotateList({
      parameters: [
        { name: 'cursor', schema: { type: 'integer' } },
        { name: 'limit', schema: { type: 'integer' } },
      ],
      properties: { data, next_cursor: { type: 'string' }, next_url: { type: 'string', format: 'uri' } },
    });
    expect(proposals.map(({ annotation }) => annotation)).toMatchObject([
      { style: 'next-url', response: { nextUrl: '/next_url' } },
    ]);
  });

  it('are named with the first reason if there is no other', async () => {
    const { proposals, skipped } = await annotateList({
      parameters: [{ name: 'cursor', schema: { type: 'integer' } }],
      properties: { data, next_cursor: { type: 'string' } },
    });
    expect(proposals).toEqual([]);
    expect(skipped).toMatchObject([{ reason: expect.stringMatching(/cannot be used: .* has type string, but/) }]);
  });

  it('lose a part that a walk can do without', async () => {
    const { proposals } = await annotateList({
      parameters: [
        { name: 'page', schema: { type: 'integer' }, description: 'Page * limit must be less than 600.' },
        { name: 'limit', schema: { type: 'integer', default: 1000 } },
      ],
      properties: { data },
    });
    expect(proposals).toMatchObject([{ annotation: { style: 'page', limits: { defaultLimit: 1000 } } }]);
    expect(proposals[0]?.annotation.limits).not.toHaveProperty('maxResults');
    expect(proposals[0]?.reasons).toContainEqual(expect.stringMatching(/^but `limits.maxResults` is dropped: /));
  });

  it('leave an annotation with errors to its author', async () => {
    const { proposals, skipped } = await annotateList({
      parameters: [{ name: 'page', schema: { type: 'integer' } }],
      properties: { data, total_pages: { type: 'integer' } },
      annotation: { style: 'page', request: { page: 'pgae' }, response: { items: 'data' } },
    });
    expect(proposals).toEqual([]);
    expect(skipped).toMatchObject([
      { reason: 'its `x-pagination` has errors; fix them, or remove it to get a proposal' },
    ]);
  });
});

describe('examples of the document', () => {
  const reasonsOf = async (example: object) => {
    const { proposals } = await annotateList({
      parameters: [{ name: 'page', schema: { type: 'integer' } }],
      properties: { data, total_pages: { type: 'integer' } },
      example,
    });
    return proposals[0]?.reasons ?? [];
  };

  it('that agree are a reason', async () => {
    expect(await reasonsOf({ data: [{ id: 'a' }], total_pages: 3 })).toContain('the examples of the document agree');
  });

  it('that contradict a proposal are mentioned', async () => {
    const reasons = await reasonsOf({ data: { id: 'a' }, total_pages: 3 });
    expect(reasons.at(-1)).toMatch(/^but an example disagrees: `response.items` is .* has an object there/);
    expect(reasons).not.toContain('the examples of the document agree');
  });
});

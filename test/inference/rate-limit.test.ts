import { describe, expect, it } from 'vitest';
import { infer } from '../../src/inference/infer.ts';
import { findBudget } from '../../src/inference/rate-limit.ts';
import { normalizeText } from '../model/normalize-text.ts';

const document = (description: string, ...statuses: (string | undefined)[]): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1', description },
    paths: Object.fromEntries(
      statuses.map((text, index) => [
        `/things${index}`,
        {
          get: {
            operationId: `list${index}`,
            responses: { 200: { description: 'ok' }, ...(text !== undefined && { 429: { description: text } }) },
          },
        },
      ]),
    ),
  });

const budgetOf = async (...parts: Parameters<typeof document>) => {
  const { model } = await normalizeText(document(...parts));
  const budget = findBudget(model);
  return budget && [budget.requests, budget.per, budget.operations?.map(({ pointer }) => pointer)];
};

describe('a budget', () => {
  it.each([
    ['Rate limit: 100 requests per minute.', 100, 60],
    ['The API is rate-limited to 5,000 API calls per hour.', 5000, 3600],
    ['Rate limiting applies: 10 req/s.', 10, 1],
    ['Throttled at 60 requests every 30 seconds.', 60, 30],
    ['Requests are throttled. 20 requests per user per second are allowed.', 20, 1],
  ])('is read from the description of the API: %s', async (description, requests, per) => {
    expect(await budgetOf(description, undefined)).toEqual([requests, per, undefined]);
  });

  it.each([
    ['no rate limit is meant', 'Handles 100 requests per second with ease.'],
    ['plans differ', 'Rate limits: Free has 10 requests per minute, Pro has 100 requests per minute.'],
    ['it is per day', 'The quota is 1000 requests per day.'],
    ['there is no number', 'Requests are rate limited.'],
  ])('is not read if %s', async (_, description) => {
    expect(await budgetOf(description, undefined)).toBeUndefined();
  });

  it('is read from the descriptions of 429 responses', async () => {
    expect(await budgetOf('', 'Limited to 100 requests per minute', undefined)).toEqual([100, 60, undefined]);
    const places = ['/paths/~1things0/get'];
    expect(await budgetOf('', 'Limited to 100 requests per minute', 'Too many requests')).toEqual([100, 60, places]);
    expect(await budgetOf('', '100 requests per minute', '10 requests per minute')).toBeUndefined();
    expect(await budgetOf('Rate limit: 50 requests per minute', '100 requests per minute')).toBeUndefined();
  });
});

describe('expired cursors', () => {
  const proposalOf = async (responses: object, cursor = 'Where to go on.') => {
    const text = { type: 'string' };
    const page = {
      type: 'object',
      properties: { data: { type: 'array', items: { type: 'object', properties: { id: text } } }, next_cursor: text },
    };
    const { model } = await normalizeText(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/things': {
            get: {
              operationId: 'list',
              parameters: [{ name: 'cursor', in: 'query', description: cursor, schema: text }],
              responses: {
                200: { description: 'ok', content: { 'application/json': { schema: page } } },
                ...responses,
              },
            },
          },
        },
      }),
    );
    const [proposal] = infer(model).proposals;
    return [proposal?.annotation.response.expiredOn, proposal?.annotation.limits?.cursorTtl];
  };

  it.each([
    [{ 410: { description: 'The cursor has expired.' } }, [410]],
    [{ 410: { description: 'Invalid or expired page token' } }, [410]],
    [{ 400: { description: 'Expired cursor' } }, [400]],
    [{ 400: { description: 'The cursor is invalid or has expired.' } }, undefined],
    [{ 410: { description: 'The thing is gone.' } }, undefined],
    [{ 401: { description: 'The next token has expired.' } }, undefined],
    [{ 404: { description: 'No longer available' } }, undefined],
  ])('have the status that a description names: %j', async (responses, expected) => {
    expect(await proposalOf(responses)).toEqual([expected, undefined]);
  });

  it.each([
    ['The cursor expires after 15 minutes.', 900],
    ['A cursor is valid for 24 hours.', 86_400],
    ['It is valid for one hour.', 3600],
    ['Valid values are 1 hour and 2 hours.', undefined],
    ['Cursors never expire.', undefined],
  ])('have the age that a description names: %s', async (text, expected) => {
    expect(await proposalOf({}, text)).toEqual([undefined, expected]);
  });
});

import { describe, expect, it } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor, isEmptyPage } from '../../templates/runtime/styles/cursor.js';
import { serverPosition } from '../../templates/runtime/styles/server-position.js';
import { type Answer, listen, type RecordedRequest } from '../support/http.ts';
import { type Item, items, object, testForm, thingsOf } from './form.ts';

// Forms whose position the server keeps.

const string = { type: 'string' };

/** A server with scrolls: each request for one moves it on. */
function scrolling(): (all: readonly Item[], request: RecordedRequest, size: number) => Answer {
  const positions = new Map<string, number>();
  return (all, { query }, size) => {
    const scroll = query.get('scroll_param') ?? `s${positions.size}`;
    const start = positions.get(scroll) ?? 0;
    positions.set(scroll, start + size);
    return { body: { data: all.slice(start, start + size), scroll_param: scroll } };
  };
}

testForm({
  name: 'Intercom scroll: scroll_param',
  parameters: { scroll_param: string },
  schema: object({ '!data': items, '!scroll_param': string }),
  serve: scrolling(),
  cannotResume: true,
});

describe('a position that the server keeps', () => {
  /** Walks a scroll of five items in pages of two; `fail` replaces the answer to the n-th request. */
  async function scroll(
    use: (list: Paginator<Item>) => Promise<unknown>,
    fail: (index: number) => Answer | undefined = () => undefined,
    options: { prefetch?: number } = {},
  ): Promise<{ result: unknown; requests: number }> {
    const serve = scrolling();
    let index = 0;
    const server = await listen((request) => fail(index++) ?? serve(thingsOf(5), request, 2));
    const strategy = cursor({
      style: 'cursor-query',
      request: { cursor: '/scroll_param' },
      response: { items: '/data', nextCursor: '/scroll_param', lastPage: isEmptyPage, stateful: serverPosition },
    });
    const operation = {
      name: 'listThings',
      method: 'GET',
      path: '/things',
      parameters: [{ name: 'scroll_param', in: inQuery }],
    };
    const client = new ClientCore({ baseUrl: server.url }, { retry: { attempts: 2, maxWait: 5 } });
    const list = paginate<Item, unknown>(client, operation, {}, options, [strategy]);
    const result = await use(list).catch((error: unknown) => error);
    await server.close();
    return { result, requests: server.requests.length };
  }
  const collect = (list: Paginator<Item>) => list.toArray({ max: 100 });

  it('has no checkpoint', async () => {
    await scroll(async (list) => {
      for await (const page of list.pages()) expect(page.checkpoint).toBeUndefined();
      expect(list.checkpoint()).toBeUndefined();
    });
  });

  it.each([429, 503])('is asked again after %i with Retry-After, which has not moved it', async (status) => {
    const busy: Answer = { status, headers: { 'retry-after': '0' } };
    const { result, requests } = await scroll(collect, (index) => (index === 1 ? busy : undefined));
    expect(result).toEqual(thingsOf(5));
    expect(requests).toBe(5);
  });

  it.each([500, 502, 503])('is not asked again after %i: the page may be lost', async (status) => {
    const { result, requests } = await scroll(collect, (index) => (index === 1 ? { status } : undefined));
    expect(result).toMatchObject({ name: 'ApiError', status, delivered: 2, checkpoint: undefined });
    expect(requests).toBe(2);
  });

  it('is asked again after 500 on the first request, which has no position yet', async () => {
    const { result } = await scroll(collect, (index) => (index === 0 ? { status: 500 } : undefined));
    expect(result).toEqual(thingsOf(5));
  });

  it('gives each page once: a second next() is refused before any request', async () => {
    const { result, requests } = await scroll(async (list) => {
      const first = await list;
      const second = await first.next();
      expect(second.items.map(({ id }) => id)).toEqual(['t3', 't4']);
      return first.next();
    });
    expect(result).toMatchObject({ code: 'NOT_RESUMABLE' });
    expect(requests).toBe(2);
  });

  it('is refused to next() of a page that the walk went on from', async () => {
    const { result } = await scroll(
      async (list) => {
        for await (const page of list.pages()) if (page.index === 1) return page.next();
        return undefined;
      },
      undefined,
      { prefetch: 2 },
    );
    expect(result).toMatchObject({ code: 'NOT_RESUMABLE' });
  });

  it('does not go on behind a failure with prefetch', async () => {
    const { result, requests } = await scroll(collect, (index) => (index === 2 ? { status: 500 } : undefined), {
      prefetch: 3,
    });
    expect(result).toMatchObject({ status: 500, delivered: 4 });
    expect(requests).toBe(3);
  });
});

import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';
import { type Client, type Generated, generated, hanging, type Item, mockFetch, scenario } from './generated.ts';

interface WebStreams {
  readonly toItemStream: (list: Paginator<Item>) => ReadableStream<Item>;
  readonly toNdjsonStream: (list: Paginator<Item>) => ReadableStream<Uint8Array>;
  readonly toNdjson: (values: readonly unknown[]) => string;
}
interface NodeStreams {
  readonly toItemReadable: (list: Paginator<Item>) => Readable;
  readonly toNdjsonReadable: (list: Paginator<Item>) => Readable;
}

let own: Generated;
let client: Client;
let web: WebStreams;
let node: NodeStreams;
beforeAll(async () => {
  own = await generated(scenario('cursor-query'), ['streams', 'node-streams']);
  client = await own.load('index.ts');
  web = await own.load('streams.ts');
  node = await own.load('node-streams.ts');
});
afterAll(() => own.remove());

/** A list of 130 items in pages of 20. */
async function list(resume?: object) {
  const { fetch, state } = await mockFetch(scenario('cursor-query'), 130);
  const core = client.createClient({ fetch });
  return { state, list: client.listItems(core, {}, { resume: resume as never }) };
}

async function allIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of (await list()).list) ids.push(id);
  return ids;
}

const idsIn = (ndjson: string): string[] =>
  ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as Item).id);

/** A list whose second page fails. */
function failing(): Paginator<Item> {
  const fetch = async (url: unknown): Promise<Response> =>
    new URL(String(url)).searchParams.has('cursor')
      ? Response.json({ error: 'no' }, { status: 400 })
      : Response.json({ data: [{ id: 'a' }, { id: 'b' }], next: '2' });
  return client.listItems(client.createClient({ fetch }));
}

describe('a web stream', () => {
  it('returns the items, and requests a page when its first item is read', async () => {
    const { list: items, state } = await list();
    const reader = web.toItemStream(items).getReader();
    await setImmediate();
    expect(state.requests).toBe(0);
    const ids: string[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      ids.push(read.value.id);
      expect(state.requests).toBe(Math.ceil(ids.length / 20));
    }
    expect(ids).toEqual(await allIds());
  });

  it('has the checkpoint behind the item that was read last', async () => {
    const { list: items } = await list();
    const reader = web.toItemStream(items).getReader();
    for (let count = 0; count < 33; count++) await reader.read();
    const checkpoint = JSON.parse(JSON.stringify(items.checkpoint()));
    const rest: string[] = [];
    for await (const { id } of (await list(checkpoint)).list) rest.push(id);
    expect(rest).toEqual((await allIds()).slice(33));
  });

  it('of NDJSON is a line for each item, a chunk for each page', async () => {
    const { list: items } = await list();
    const chunks: Uint8Array[] = [];
    for await (const chunk of web.toNdjsonStream(items)) chunks.push(chunk);
    expect(chunks).toHaveLength(7);
    expect(idsIn(Buffer.concat(chunks).toString())).toEqual(await allIds());
  });

  it('of NDJSON is a body of an answer, with the checkpoint behind the chunk that was read last', async () => {
    const { list: items } = await list();
    const reader = new Response(web.toNdjsonStream(items)).body?.getReader();
    const first = await reader?.read();
    const { list: rest } = await list(JSON.parse(JSON.stringify(items.checkpoint())));
    const text = Buffer.from(first?.value ?? []).toString() + (await new Response(web.toNdjsonStream(rest)).text());
    expect(idsIn(text)).toEqual(await allIds());
  });

  it('ends the request in flight if it is cancelled', async () => {
    let aborts = 0;
    const core = client.createClient({ fetch: hanging(() => aborts++) });
    for (const stream of [web.toItemStream, web.toNdjsonStream]) {
      const reader = stream(client.listItems(core)).getReader();
      const read = reader.read();
      await setImmediate();
      await reader.cancel();
      expect(await read).toEqual({ done: true, value: undefined });
    }
    expect(aborts).toBe(2);
  });

  it('fails as the walk does, after all that came before', async () => {
    const reader = web.toItemStream(failing()).getReader();
    expect([await reader.read(), await reader.read()]).toMatchObject([{ value: { id: 'a' } }, { value: { id: 'b' } }]);
    await expect(reader.read()).rejects.toMatchObject({ name: 'ApiError', status: 400, delivered: 2 });
  });
});

describe('a stream of Node.js', () => {
  it('returns the items', async () => {
    const { list: items } = await list();
    const ids: string[] = [];
    for await (const { id } of node.toItemReadable(items)) ids.push(id);
    expect(ids).toEqual(await allIds());
  });

  it('waits for a slow reader', async () => {
    const { list: items, state } = await list();
    const stream = node.toItemReadable(items);
    await once(stream, 'readable');
    await setImmediate();
    expect(state.requests).toBe(1);
    stream.destroy();
  });

  it('of NDJSON is piped', async () => {
    const { list: items } = await list();
    let text = '';
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        text += chunk.toString();
        setTimeout(done, 1);
      },
    });
    await pipeline(node.toNdjsonReadable(items), sink);
    expect(idsIn(text)).toEqual(await allIds());
  });

  it('ends the request in flight if it is destroyed', async () => {
    let aborts = 0;
    const core = client.createClient({ fetch: hanging(() => aborts++) });
    for (const streamOf of [node.toItemReadable, node.toNdjsonReadable]) {
      const stream = streamOf(client.listItems(core));
      stream.read();
      await setImmediate();
      stream.destroy();
      await once(stream, 'close');
    }
    expect(aborts).toBe(2);
  });

  it('fails as the walk does', async () => {
    const stream = node.toNdjsonReadable(failing());
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const [error] = await once(stream, 'error');
    expect(error).toMatchObject({ name: 'ApiError', status: 400 });
    expect(text).toBe('{"id":"a"}\n{"id":"b"}\n');
  });
});

it('NDJSON of nothing is nothing', () => {
  expect(web.toNdjson([])).toBe('');
});

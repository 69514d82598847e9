import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from './document-client.ts';
import type { GeneratedClient } from './generated-client.ts';

/** Bodies that arrive piece by piece, from a real streaming server. */

let respond: (response: ServerResponse, request: IncomingMessage) => unknown;
let server: Server;
let generated: GeneratedClient;
let url: string;

const binary = { type: 'string', format: 'binary' };
const delta = { $ref: '#/components/schemas/Delta' };
const operation = (operationId: string, content: object) => ({
  get: { operationId, responses: { 200: { description: 'ok', content } } },
});
const jsonText = { type: 'string', contentMediaType: 'application/json', contentSchema: delta };

const document = {
  openapi: '3.2.0',
  info: { title: 'Streams', version: '1' },
  paths: {
    '/text-events': operation('textEvents', { 'text/event-stream': { schema: { type: 'string' } } }),
    '/json-events': operation('jsonEvents', { 'text/event-stream': { schema: delta } }),
    '/typed-events': operation('typedEvents', {
      'text/event-stream': {
        itemSchema: {
          oneOf: [
            { type: 'object', required: ['data'], properties: { event: { const: 'delta' }, data: jsonText } },
            {
              type: 'object',
              required: ['data'],
              properties: { event: { const: 'log' }, data: { type: 'string' }, id: { type: 'string' } },
            },
          ],
        },
      },
    }),
    '/lines': operation('lines', { 'application/jsonl': { itemSchema: delta } }),
    '/ndjson': operation('ndjson', { 'application/x-ndjson': { schema: { type: 'array', items: delta } } }),
    '/records': operation('records', { 'application/json-seq': { itemSchema: delta } }),
    '/either': operation('either', {
      'application/json': { schema: delta },
      'text/event-stream': { schema: delta },
      'text/csv': { schema: { type: 'string' } },
      'application/pdf': { schema: binary },
    }),
    '/audio': operation('audio', { 'text/event-stream': { schema: delta }, 'application/octet-stream': {} }),
  },
  components: { schemas: { Delta: { type: 'object', properties: { text: { type: 'string' } } } } },
};

beforeAll(async () => {
  server = createServer((request, response) => void respond(response, request));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  generated = await clientOf(document);
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await generated?.remove();
});

type Call = (client: unknown, params?: object, options?: object) => Promise<unknown>;

function call(name: string, options: object = {}): Promise<unknown> {
  const { createClient, [name]: operate } = generated.functions as unknown as Record<string, Call>;
  return (operate as Call)((createClient as (config: object) => unknown)({ baseUrl: url }), {}, options);
}

async function collect(name: string, options?: object): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of (await call(name, options)) as AsyncIterable<unknown>) items.push(item);
  return items;
}

/** Sends a body in these pieces. */
function pieces(type: string, ...texts: (string | Uint8Array)[]): (response: ServerResponse) => Promise<void> {
  return async (response) => {
    response.writeHead(200, { 'content-type': type });
    for (const text of texts) {
      response.write(text);
      await wait(2);
    }
    response.end();
  };
}

const events = (...texts: (string | Uint8Array)[]) => pieces('text/event-stream; charset=utf-8', ...texts);

describe('server-sent events', () => {
  it('are text, with the fields that the server sent', async () => {
    respond = events(
      '\ufeff: a comment\n',
      'event: add\r\nda',
      'ta: one\r',
      '\ndata:two\nid: 7\nretry: 250\nunknown: x\n\n',
      'data\n\n',
      'event: no data\n\n',
      'retry: soon\ndata:  kept blank\r\r',
      'data: incomplete\n',
    );
    expect(await collect('textEvents')).toEqual([
      { event: 'add', data: 'one\ntwo', id: '7', retry: 250 },
      { data: '' },
      { data: ' kept blank' },
    ]);
  });

  it('are JSON if the schema describes their data, until [DONE]', async () => {
    respond = events(
      'data: {"text":\ndata: "a"}\n\n',
      'data: {"text":"b"}\n\ndata: [DONE]\n\n',
      'data: {"text":"c"}\n\n',
    );
    expect(await collect('jsonEvents')).toEqual([{ data: { text: 'a' } }, { data: { text: 'b' } }]);
  });

  it('are parsed by their names if OpenAPI 3.2 describes each of them', async () => {
    respond = events('event: delta\ndata: {"text":"a"}\n\n', 'event: log\ndata: {"no": json\nid: 1\n\n');
    expect(await collect('typedEvents')).toEqual([
      { event: 'delta', data: { text: 'a' } },
      { event: 'log', data: '{"no": json', id: '1' },
    ]);
  });

  it('split anywhere, also inside of characters, are the same events', async () => {
    const text = 'event: é😀\r\ndata: ü\r\ndata: 😀\r\n\r\ndata: x\n\ndata: y\r\r';
    const expected = [{ event: 'é😀', data: 'ü\n😀' }, { data: 'x' }, { data: 'y' }];
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 6 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        respond = events(...edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge)));
        expect(await collect('textEvents')).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of another media type are an error', async () => {
    respond = pieces('application/json', '{"text":"a"}');
    await expect(call('jsonEvents')).rejects.toMatchObject({ code: 'UNEXPECTED_CONTENT' });
  });

  it('that are no JSON are an error, after the events before', async () => {
    respond = events('data: {"text":"a"}\n\ndata: <html>\n\n');
    const stream = (await call('jsonEvents')) as AsyncIterable<unknown>;
    const seen: unknown[] = [];
    const read = async () => {
      for await (const event of stream) seen.push(event);
    };
    await expect(read()).rejects.toMatchObject({ code: 'INVALID_JSON', operation: 'jsonEvents' });
    expect(seen).toEqual([{ data: { text: 'a' } }]);
  });
});

describe('lines and records of JSON', () => {
  it.each([
    ['lines', 'application/jsonl', ['{"text":"a"}\r\n\n{"te', 'xt":"b"}']],
    ['ndjson', 'application/x-ndjson', ['{"text":"a"}\n', '{"text":"b"}\n']],
    ['records', 'application/json-seq', ['\u001e{"text":\n"a"}\n\u001e', '{"text":"b"}\n']],
  ])('%s', async (name, type, texts) => {
    respond = pieces(type, ...texts);
    expect(await collect(name)).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  it('an empty body has none', async () => {
    respond = (response) => response.writeHead(200).end();
    expect(await collect('lines')).toEqual([]);
    respond = (response) => response.writeHead(204).end();
    expect(await collect('jsonEvents')).toEqual([]);
  });

  it('a connection that breaks is an error', async () => {
    respond = async (response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' }).write('{"text":"a"}\n');
      await wait(20);
      response.destroy();
    };
    await expect(collect('lines')).rejects.toMatchObject({ code: 'NETWORK', operation: 'lines' });
  });
});

describe('a stream', () => {
  /** Writes events until the connection is closed or full. Counts what the connection took. */
  function endless(): { readonly closed: Promise<void>; written: number } {
    const state = { written: 0, closed: Promise.resolve() };
    state.closed = new Promise((resolve) => {
      respond = (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const text = `data: ${'x'.repeat(100_000)}\n\n`;
        const fill = (): void => {
          do state.written++;
          while (response.write(text));
        };
        response.on('drain', fill).on('close', resolve);
        fill();
      };
    });
    return state;
  }

  it('makes the server wait for a slow caller', async () => {
    const state = endless();
    const stream = (await call('textEvents')) as AsyncGenerator<unknown>;
    await stream.next();
    await wait(300);
    const before = state.written;
    await wait(200);
    // 100 KB each: buffers of the platform and of the network, but not the whole stream.
    expect(state.written).toBe(before);
    expect(before).toBeLessThan(300);
    await stream.return(undefined);
    await state.closed;
  });

  it('closes its connection if the caller leaves the loop', async () => {
    const state = endless();
    for await (const event of (await call('textEvents')) as AsyncIterable<unknown>) {
      expect(event).toBeDefined();
      break;
    }
    await state.closed;
  });

  it('rejects with the reason of the signal, while it waits and between two events', async () => {
    respond = (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\ndata: 2\n\n');
    const reason = new Error('enough');
    const waiting = new AbortController();
    const seen: unknown[] = [];
    const read = async (controller: AbortController, at: number) => {
      const stream = (await call('textEvents', { signal: controller.signal })) as AsyncIterable<unknown>;
      for await (const event of stream) if (seen.push(event) === at) controller.abort(reason);
    };
    setTimeout(() => waiting.abort(reason), 60);
    await expect(read(waiting, 0)).rejects.toBe(reason);
    expect(seen).toHaveLength(2);
    seen.length = 0;
    await expect(read(new AbortController(), 1)).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });

  it('leaves no listener at the signal when it has ended', async () => {
    respond = events('data: 1\n\n');
    const { signal } = new AbortController();
    const counts = { add: 0, remove: 0 };
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      counts.add++;
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      counts.remove++;
      removeEventListener.apply(signal, given);
    };
    await collect('textEvents', { signal });
    expect(counts.add).toBeGreaterThan(0);
    expect(counts.remove).toBe(counts.add);
  });

  it('is not cut off by the time limit of its request', async () => {
    respond = async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      await wait(250);
      response.end('data: 2\n\n');
    };
    expect(await collect('textEvents', { timeout: 150 })).toHaveLength(2);
  });
});

describe('the media type of an answer', () => {
  const asked: (string | undefined)[] = [];
  const byType = (response: ServerResponse, { headers }: IncomingMessage): void => {
    const accept = headers.accept ?? '';
    asked.push(accept);
    const bodies: Record<string, string> = {
      'application/json': '{"text":"j"}',
      'text/event-stream': 'data: {"text":"e"}\n\n',
      'text/csv': 'c',
      'application/pdf': '%PDF',
      'application/octet-stream': '12345',
    };
    response.writeHead(200, { 'content-type': accept }).end(bodies[accept]);
  };

  it('is JSON, unless the caller asks for another one', async () => {
    respond = byType;
    asked.length = 0;
    expect(await call('either')).toEqual({ text: 'j' });
    expect(await call('either', { accept: 'text/csv' })).toBe('c');
    expect(await ((await call('either', { accept: 'application/pdf' })) as Blob).text()).toBe('%PDF');
    expect(await collect('either', { accept: 'text/event-stream' })).toEqual([{ data: { text: 'e' } }]);
    expect(asked).toEqual(['application/json', 'text/csv', 'application/pdf', 'text/event-stream']);
  });

  it('is bytes before events', async () => {
    respond = byType;
    expect(await ((await call('audio')) as Blob).text()).toBe('12345');
    expect(await collect('audio', { accept: 'text/event-stream' })).toEqual([{ data: { text: 'e' } }]);
  });

  it('that is not declared is refused before any request', async () => {
    asked.length = 0;
    await expect(call('either', { accept: 'text/html' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(call('either', { accept: 'constructor' })).rejects.toThrow(
      "accept 'constructor' is not declared; use one of: application/json, text/event-stream, text/csv, application/pdf",
    );
    expect(asked).toEqual([]);
  });
});

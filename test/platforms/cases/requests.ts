import { call } from '../../../templates/runtime/call.js';
import { ClientCore } from '../../../templates/runtime/client.js';
import type { Operation } from '../../../templates/runtime/operation.js';
import { inCookie, inHeader } from '../../../templates/runtime/parameters/header.js';
import { multipartBody } from '../../../templates/runtime/transport/bodies.js';
import { apiKeyInCookie, basic } from '../../../templates/runtime/transport/credentials.js';
import { readBlob, readStream, readText } from '../../../templates/runtime/transport/messages.js';
import { type Case, ensure, same } from '../case.ts';

const schemes = { user: basic, session: apiKeyInCookie('session') };

const operation = (more: Partial<Operation> = {}): Operation => ({ name: 'ask', method: 'GET', path: '/', ...more });

const credentials: Case = {
  name: 'credentials',
  answer: () => ({ body: {} }),
  async run({ url, seen, fact, inBrowser }) {
    const auth = { user: { username: 'jürgen', password: 'ß' }, session: 's1' };
    const client = new ClientCore({ baseUrl: url, schemes }, { auth });
    const parameters = [
      { name: 'theme', in: inCookie },
      { name: 'User-Agent', in: inHeader },
    ];
    const security = [['user', 'session']];
    await call(client, operation({ parameters, security }), { theme: 'dark', 'User-Agent': 'mine/1.0' }, {});
    const headers = (await seen()).requests[0]?.headers ?? {};
    same(headers['authorization'], 'Basic asO8cmdlbjrDnw==', 'authorization');
    same(headers['cookie'], inBrowser ? undefined : 'theme=dark; session=s1', 'cookie');
    fact('cookie parameters and credentials', headers['cookie'] === undefined ? 'not sent' : 'sent');
    fact('`User-Agent` set by the caller', headers['user-agent'] === 'mine/1.0' ? 'sent' : "replaced by the browser's");
  },
};

const bodies: Case = {
  name: 'bodies',
  answer: ({ path }) =>
    path === '/upload' ? { body: {} } : { text: 'grüße', headers: { 'content-type': 'text/plain' } },
  async run({ url, seen }) {
    const client = new ClientCore({ baseUrl: url });
    const body = { file: new Blob(['contents']), note: 'ü' };
    await call(client, operation({ method: 'POST', path: '/upload', body: multipartBody() }), { body }, {});
    const [upload] = (await seen()).requests;
    ensure(/^multipart\/form-data; boundary=/.test(String(upload?.headers['content-type'])), 'content type');
    ensure(/contents[\s\S]*ü/.test(String(upload?.body)), `multipart body: ${String(upload?.body)}`);

    same(await call(client, operation({ reader: readText }), {}, {}), 'grüße', 'text');
    const blob = await call<Blob>(client, operation({ reader: readBlob }), {}, {});
    same(await blob.text(), 'grüße', 'blob');
    const stream = await call<ReadableStream<Uint8Array>>(client, operation({ reader: readStream }), {}, {});
    same(await new Response(stream).text(), 'grüße', 'stream');
  },
};

export const requests: readonly Case[] = [credentials, bodies];

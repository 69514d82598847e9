import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { verify } from '../../../src/tasks/verify.ts';
import { pagegen } from '../../cli/in-process.ts';
import { type LocalServer, listen } from '../../support/http.ts';
import { type Kind, plantedDocument, startPlanted } from '../../support/planted-list.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pagegen-recording-'));
  cleanups.push(() => rm(path, { recursive: true }));
  return path;
}

const SECRETS = ['tok-SECRET/1+2=', 'key SECRET & more', 'session-SECRET', 'hunter2-SECRET'];

/** A document whose schemes are of every kind. */
function securedDocument(kind: Kind): string {
  const document = JSON.parse(plantedDocument(kind)) as {
    components: object;
    paths: { '/items': { get: { parameters: object[] } } };
  };
  document.paths['/items'].get.parameters.push({ name: 'api_key', in: 'query', schema: { type: 'string' } });
  const securitySchemes = {
    bearer: { type: 'http', scheme: 'bearer' },
    query: { type: 'apiKey', in: 'query', name: 'api_key' },
    header: { type: 'apiKey', in: 'header', name: 'X-Key' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
  };
  return JSON.stringify({ ...document, components: { ...document.components, securitySchemes } });
}

/** An API that repeats every credential that it gets: in links, headers and bodies. */
async function startEcho(kind: Kind): Promise<LocalServer> {
  const inner = await startPlanted({ kind });
  cleanups.push(() => inner.close());
  const outer = await listen(async ({ url, method, headers }) => {
    const answer = await fetch(new URL(url, inner.url), { method });
    const text = (await answer.text()).replaceAll(inner.url, outer.url);
    const body = JSON.parse(text) as object;
    const sent = { authorization: headers.authorization, key: headers['x-key'], cookie: headers.cookie };
    const link = answer.headers.get('link')?.replaceAll(inner.url, outer.url);
    return {
      status: answer.status,
      headers: {
        'set-cookie': 'session=session-SECRET; Path=/',
        'x-echo': String(headers['x-key']),
        ...(link && { link }),
      },
      body: { ...body, sent },
    };
  });
  cleanups.push(() => outer.close());
  return outer;
}

describe('a recording', () => {
  it.each(['offset', 'cursor-query', 'next-url', 'link-header'] as const)(
    'contains no credential, says what was removed, and replays without the API: %s',
    async (kind) => {
      const server = await startEcho(kind);
      const document = { file: '/recorded.json', text: securedDocument(kind) };
      const headers = {
        Authorization: `Bearer ${SECRETS[0]}`,
        'X-Key': SECRETS[3] ?? '',
        Cookie: `session=${SECRETS[2]}`,
        'X-Api-Version': '2',
      };
      const params = { listItems: { api_key: SECRETS[1] } };
      const live = await verify({ document, baseUrl: server.url, headers, params, record: true });
      expect(live.findings).toEqual([]);
      const { text = '', removed } = live.recording ?? {};
      for (const secret of SECRETS) {
        for (const form of [secret, encodeURIComponent(secret), encodeURIComponent(secret).replaceAll('%20', '+')]) {
          expect(text).not.toContain(form);
        }
      }
      expect(text).not.toContain('SECRET');
      expect(removed).toEqual(
        expect.arrayContaining([
          'the header `authorization`',
          'the header `cookie`',
          'the header `set-cookie`',
          'the header `x-api-version`',
          'the header `x-key`',
          'the query parameter `api_key`',
        ]),
      );
      // A short value is not a secret: it is part of nearly every number.
      expect(text).toContain('"i12');
      await server.close();
      cleanups.length = 0;
      const path = join(await folder(), 'api.har');
      await writeFile(path, text);
      const again = await verify({ document, replay: path });
      expect(again.findings).toEqual([]);
      expect(again.checked).toEqual(live.checked);
    },
  );

  it('is written and replayed by the command, with its options', async () => {
    const server = await startPlanted({ kind: 'page', items: 47, cap: 20 });
    cleanups.push(() => server.close());
    const cwd = await folder();
    await writeFile(join(cwd, 'api.json'), plantedDocument('page'));
    const flags = ['--header', 'Authorization: Bearer abcdefgh', '--budget', '25'];
    const recorded = await pagegen(
      cwd,
      'verify',
      'api.json',
      '--base-url',
      server.url,
      ...flags,
      '--record',
      'api.har',
    );
    expect(recorded.code).toBe(1);
    expect(recorded.stdout).toContain('page-size-capped');
    expect(recorded.stderr).toContain('Removed: the header `authorization`.');
    const har = JSON.parse(await readFile(join(cwd, 'api.har'), 'utf8')) as {
      log: { version: string; entries: unknown[] };
    };
    expect(har.log.version).toBe('1.2');
    const sent = server.requests.length;
    const replayed = await pagegen(cwd, 'verify', 'api.json', '--replay', 'api.har');
    expect(replayed.stdout).toBe(recorded.stdout);
    expect(server.requests.length).toBe(sent);
    expect(har.log.entries.length).toBe(sent);
  });

  it('that lacks a request is named, with what to do', async () => {
    const server = await startPlanted({ kind: 'page' });
    cleanups.push(() => server.close());
    const cwd = await folder();
    await writeFile(join(cwd, 'api.json'), plantedDocument('page'));
    await pagegen(cwd, 'verify', 'api.json', '--base-url', server.url, '--record', 'api.har');
    await writeFile(join(cwd, 'api.json'), plantedDocument('page', { 'limits.maxLimit': 49 }));
    const { code, stdout } = await pagegen(cwd, 'verify', 'api.json', '--replay', 'api.har');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /request-failed {2}The recording has no response to GET .*limit=49\S*\. Record it again with --record\./,
    );
  });

  it.each([
    ['{}', 'api.har is not a recording: it is not an HTTP Archive.'],
    ['not JSON', 'api.har is not a recording: it is not an HTTP Archive.'],
    ['{"log": {"entries": [{}]}}', 'api.har is not a recording: the entry 1 has no request or response.'],
    ['{"log": {"entries": []}}', 'api.har does not contain the URL of the API.'],
  ])('that cannot be used is refused: %s', async (text, message) => {
    const cwd = await folder();
    await writeFile(join(cwd, 'api.json'), plantedDocument('page'));
    await writeFile(join(cwd, 'api.har'), text);
    const { code, stderr } = await pagegen(cwd, 'verify', 'api.json', '--replay', 'api.har');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

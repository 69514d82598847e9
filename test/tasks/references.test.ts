import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import type { GenerateOptions } from '../../src/tasks/generate-options.ts';

let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pagegen-refs-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

function put(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A document in `api/` whose one schema is what a reference leads to. */
function documentOf(reference: string): string {
  return put(
    'api/api.yaml',
    `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { $ref: '${reference}' } } }\n`,
  );
}

const SCHEMA = '{ "type": "object", "properties": { "fetched": { "type": "string" } } }';

/** The codes of all faults, or `models.ts` where there is none. */
async function outcome(reference: string, options: Omit<GenerateOptions, 'document'> = {}): Promise<unknown> {
  const { files, diagnostics } = await generate({ document: documentOf(reference), ...options });
  const models = files.find(({ path }) => path === 'models.ts')?.text;
  return models ?? diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

type Answer = { status?: number; location?: string; body?: string };

/** A server on this machine; `seen` are the headers of the requests that reached it. */
async function serve(answer: (path: string) => Answer): Promise<{ origin: string; seen: IncomingHttpHeaders[] }> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    const { status = 200, location, body = SCHEMA } = answer(request.url ?? '');
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('references to files', () => {
  it('stay below the folder of the document', async () => {
    put('secret.json', SCHEMA);
    for (const reference of ['../secret.json', `${folder}/secret.json`, 'x/../../secret.json', '..%2fsecret.json']) {
      expect(await outcome(reference), reference).toEqual([expect.stringContaining('reference-outside-folder')]);
    }
    expect(await outcome(`file://${folder}/secret.json`)).toEqual([expect.stringContaining('remote-reference')]);
  });

  it('may lead to folders that the user allows, from the folder of the command', async () => {
    put('shared/a.json', SCHEMA);
    expect(await outcome('../shared/a.json', { allowRefs: [join(folder, 'shared')] })).toContain('fetched?: string');
    expect(await outcome('../shared/a.json', { allowRefs: ['shared'], cwd: folder })).toContain('fetched?: string');
    expect(await outcome('../shared/a.json', { allowRefs: ['share'], cwd: folder })).not.toContain('fetched?: string');
  });

  it('are not led out by symbolic links', async () => {
    put('secret/a.json', SCHEMA);
    put('api/real/a.json', SCHEMA);
    symlinkSync(join(folder, 'secret/a.json'), join(folder, 'api/link.json'));
    symlinkSync(join(folder, 'secret'), join(folder, 'api/linked'));
    symlinkSync(join(folder, 'api/real'), join(folder, 'api/inside'));
    for (const reference of ['link.json', 'linked/a.json']) {
      expect(await outcome(reference), reference).toEqual([
        expect.stringContaining('a symbolic link to a file outside the folder'),
      ]);
      expect(await outcome(reference, { allowRefs: [join(folder, 'secret')] })).toContain('fetched?: string');
    }
    expect(await outcome('inside/a.json')).toContain('fetched?: string');
  });

  it('are one error each if the system cannot read them', async () => {
    put('api/file.json', SCHEMA);
    mkdirSync(join(folder, 'api/a-folder'));
    symlinkSync(join(folder, 'api/circle-b'), join(folder, 'api/circle-a'));
    symlinkSync(join(folder, 'api/circle-a'), join(folder, 'api/circle-b'));
    symlinkSync(join(folder, 'api/gone.json'), join(folder, 'api/broken.json'));
    const references = {
      'missing/folder/a.json': 'there is no such file',
      'file.json/a.json': 'there is no such file',
      'broken.json': 'it is a symbolic link to a file that does not exist',
      'a-folder': 'it is a folder',
      'circle-a': 'ELOOP',
      'circle-a/a.json': 'ELOOP',
      'null%00byte.json': 'null bytes',
      [`${'long'.repeat(100)}.json`]: 'ENAMETOOLONG',
    };
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    for (const [reference, reason] of Object.entries(references)) {
      const found = await outcome(reference);
      expect(found, reference).toEqual([expect.stringContaining(reason)]);
      expect(found, reference).toEqual([expect.stringMatching(/^unresolved-reference: Cannot resolve/)]);
    }
    // Node.js reports a rejection that nobody waits for after the current turn.
    await new Promise((done) => setTimeout(done, 10));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });

  it('may lead to more files than a process can open at once', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `s${index}.json`);
    for (const name of names) put(`api/${name}`, SCHEMA);
    const schemas = names.map((name, index) => `    S${index}: { $ref: ${name} }\n`).join('');
    const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";
    const { diagnostics } = await generate({ document: put('api/many.yaml', head + schemas) });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('references to other hosts', () => {
  it('are followed to origins that the user allows, and from there relative to the address', async () => {
    const { origin, seen } = await serve((path) =>
      path === '/a/one.json' ? { body: '{ "type": "object", "properties": { "x": { "$ref": "../b.json" } } }' } : {},
    );
    expect(await outcome(`${origin}/a/one.json`)).toEqual([expect.stringContaining(`unless you allow it`)]);
    expect(seen).toEqual([]);
    const models = await outcome(`${origin}/a/one.json`, { allowRemote: [origin], allowPrivate: true });
    expect(models).toContain('fetched?: string');
    expect(seen).toHaveLength(2);
  });

  it('never lead from a fetched document to a file', async () => {
    put('api/local.json', SCHEMA);
    const { origin } = await serve(() => ({ body: `{ "$ref": "file://${folder}/api/local.json" }` }));
    const found = await outcome(`${origin}/a.json`, { allowRemote: [origin], allowPrivate: true });
    expect(found).toEqual([expect.stringContaining('remote-reference')]);
  });

  it.each(['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]'])(
    'never lead to %s, which is this machine, unless the user allows that',
    async (host) => {
      const { origin, seen } = await serve(() => ({}));
      const there = new URL(origin.replace('127.0.0.1', host)).origin;
      const found = await outcome(`${there}/a.json`, { allowRemote: [there] });
      expect(found).toEqual([expect.stringContaining('is on this machine or its network')]);
      expect(seen).toEqual([]);
    },
  );

  it('send the headers of one origin to no other, redirects included', async () => {
    const other = await serve(() => ({}));
    const first = await serve(() => ({ status: 302, location: `${other.origin}/a.json` }));
    const options = {
      allowPrivate: true,
      remoteHeaders: { [first.origin]: { authorization: 'Bearer secret' } },
    };
    const refused = await outcome(`${first.origin}/a.json`, { ...options, allowRemote: [first.origin] });
    expect(refused).toEqual([expect.stringContaining(`redirects to ${other.origin}`)]);
    expect(other.seen).toEqual([]);
    const allowed = await outcome(`${first.origin}/a.json`, { ...options, allowRemote: [first.origin, other.origin] });
    expect(allowed).toContain('fetched?: string');
    expect(first.seen.map(({ authorization }) => authorization)).toEqual(['Bearer secret', 'Bearer secret']);
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('say what went wrong at the reference', async () => {
    const { origin } = await serve((path) =>
      path === '/loop' ? { status: 301, location: '/loop' } : path === '/404' ? { status: 404 } : { body: '\xff' },
    );
    const options = { allowRemote: [origin], allowPrivate: true };
    expect(await outcome(`${origin}/404`, options)).toEqual([
      expect.stringContaining('the server answers with status 404'),
    ]);
    expect(await outcome(`${origin}/loop`, options)).toEqual([expect.stringContaining('more than 5 times')]);
    expect(await outcome(`http://user:pass@${new URL(origin).host}/a.json`, options)).toEqual([
      expect.stringMatching(/^remote-reference: (?!.*pass@).*contains a user name or a password/),
    ]);
  });

  it('need origins that are origins', async () => {
    await expect(outcome('a.json', { allowRemote: ['example.com'] })).rejects.toMatchObject({ code: 'invalid-origin' });
    await expect(outcome('a.json', { allowRemote: ['https://a.b/path'] })).rejects.toThrow('is not an origin');
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Faults } from '../../src/simulate/mock/faults.ts';
import { mock } from '../../src/tasks/mock.ts';
import { startPlacesServer } from '../support/places-server.ts';
import { pagegen as runIn } from './in-process.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

const pagegen = (...argv: string[]) => runIn(process.cwd(), ...argv);

async function served(document: string, faults: Faults): Promise<string> {
  const { api } = await mock({ document, items: 130, faults, auth: false });
  cleanups.push(() => api!.close());
  return api!.baseUrl;
}

const CLOSE = ['verify', 'specs/close.yaml', '--operation', 'listContacts', '--operation', 'listEvents'];

describe('pagegen verify', () => {
  it('says that document and API agree', async () => {
    const { code, stdout, stderr } = await pagegen(...CLOSE, '--base-url', await served('specs/close.yaml', {}));
    expect({ code, stdout: stdout.replaceAll(/\d+ requests/g, 'n requests') }).toEqual({
      code: 0,
      stdout: 'listContacts  offset, n requests: as declared\nlistEvents  cursor-query, n requests: as declared\n',
    });
    expect(stderr).toMatch(/^2 strategies walked with \d+ requests: 0 disagreements\.\n$/);
  });

  it('says where they do not, and writes the corrections', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pagegen-verify-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'corrections.yaml');
    const baseUrl = await served('specs/places.yaml', { maxLimit: 60 });
    const contacts = ['verify', 'specs/places.yaml', '--operation', 'listContacts', '--base-url', baseUrl];
    const result = await pagegen(...contacts, '--probe-limits', '-o', file);
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(
      '  page-size-refused  The document allows pages of 100 items, but the API rejects this page size. The largest page size that it accepts is 60.\n',
    );
    expect(result.stderr).toContain(`1 disagreement.\n${file} corrects the document.\n`);
    expect(result.stderr).toContain(`Review the file. Next: pagegen specs/places.yaml --overlay ${file} -o <folder>\n`);
    const unsaved = await pagegen(...contacts, '--probe-limits');
    expect(unsaved.stderr).toContain(
      'Next: run this again with -o corrections.yaml, to write an overlay that corrects 1 of 1 disagreement.\n',
    );
    const overlay = await readFile(file, 'utf8');
    expect(overlay).toContain("target: $.paths['/api/v1/contacts'].get\n");
    expect(overlay).toContain('maxLimit: 60\n');
    const again = await pagegen(...contacts, '--overlay', file);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(': as declared\n') });
  });

  it('keeps an overlay that a person edited, adds corrections to it, and lists the places that differ', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pagegen-verify-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'pages.overlay.yaml');
    const other = join(folder, 'corrections.yaml');
    const head = "# Reviewed.\noverlay: 1.0.0\ninfo: { title: Mine, version: '1' }\nactions:\n";
    const unrelated = '  - target: $.info\n    update: { summary: Mine } # ours\n';
    await writeFile(file, head + unrelated);
    const baseUrl = await served('specs/places.yaml', { cap: 60 });
    const run = ['verify', 'specs/places.yaml', '--operation', 'listContacts', '--base-url', baseUrl];
    const merged = await pagegen(...run, '-o', file);
    expect(merged).toMatchObject({ code: 1, stderr: expect.stringContaining(`${file} corrects the document.\n`) });
    expect(merged.stderr).toContain(`${file} exists: its actions are kept, and the new ones were added.\n`);
    const text = await readFile(file, 'utf8');
    expect(text.startsWith(head + unrelated)).toBe(true);
    expect(text).toContain('maxLimit: 60\n');
    expect((await pagegen(...run, '--overlay', file)).code).toBe(0);
    const again = await pagegen(...run, '-o', file);
    expect(again.stderr).toContain(`${file} is unchanged: it has an action for each of these places.\n`);
    expect(await readFile(file, 'utf8')).toBe(text);

    // A query of the existing overlay selects the operation that verify would correct.
    const query = '  - target: $.paths[*].get\n    update: { x-pagination: { style: offset } } # ours\n';
    await writeFile(file, head + query);
    const kept = await pagegen(...run, '-o', file);
    expect(kept.code).toBe(1);
    expect(kept.stderr).toContain("kept (--force replaces the file):\n  $.paths['/api/v1/contacts'].get\n");
    expect(kept.stderr).toContain(`${file} does not correct 1 place.`);
    expect(kept.stderr).not.toContain('corrects the document');
    expect(await readFile(file, 'utf8')).toBe(head + query);
    const replaced = await pagegen(...run, '-o', file, '--force');
    expect(replaced.stderr).toContain(`${file} corrects the document.\n`);
    expect(await readFile(file, 'utf8')).not.toContain('# ours');

    // As the message says: another file, after the one that it corrects.
    const wrong = text.replaceAll('maxLimit: 60', 'maxLimit: 80');
    await writeFile(file, wrong);
    const both = await pagegen(...run, '--overlay', file, '-o', other);
    expect(both.stderr).toContain(`${other} corrects the document.\n`);
    expect((await pagegen(...run, '--overlay', file, '--overlay', other)).code).toBe(0);
    const lost = await pagegen(...run, '--overlay', file, '-o', file, '--force');
    expect(lost).toMatchObject({ code: 2, stderr: expect.stringContaining('name another file in --output') });
    expect(await readFile(file, 'utf8')).toBe(wrong);
  });

  it('needs to be told what the lists need', async () => {
    const base = ['verify', 'specs/places.yaml', '--base-url', await served('specs/places.yaml', {})];
    const without = await pagegen(...base);
    expect(without).toMatchObject({ code: 0, stdout: expect.not.stringContaining('searchPlaces') });
    expect(without.stderr).toContain('searchPlaces was not walked: it needs body.query; see --params.\n');
    const named = await pagegen(...base, '--operation', 'searchPlaces', '--operation', 'listContacts');
    expect(named).toMatchObject({ code: 1, stdout: expect.stringContaining('listContacts') });
    const { code, stdout } = await pagegen(...base, '--params', '{"searchPlaces": {"body": {"query": "cafe"}}}');
    expect({ code, lines: stdout.split('\n') }).toMatchObject({ code: 0, lines: { length: 5 } });
  });

  it('sends the headers that it is given, and prints JSON', async () => {
    const server = await startPlacesServer({ places: 60, contacts: 60 });
    cleanups.push(() => server.close());
    const args = ['verify', 'specs/places.yaml', '--base-url', server.url, '-f', 'json'];
    const params = ['--params', '{"searchPlaces": {"body": {"query": "cafe"}}}'];
    const { code, stdout } = await pagegen(...args, ...params, '--header', `Authorization: Bearer ${server.token}`);
    expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
    const refused = await pagegen(...args, '--operation', 'listContacts');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout).findings).toMatchObject([{ code: 'request-failed' }]);
  });

  it.each([
    [['--base-url', 'api.example.com'], 'It must be an absolute URL'],
    [['--base-url', 'http://127.0.0.1:9', '--header', 'Authorization'], 'It must be a header'],
    [['--base-url', 'http://127.0.0.1:9', '--operation', 'listLead'], 'Did you mean `listLeads`?'],
    [['--base-url', 'http://127.0.0.1:9', '--params', '[1]'], 'It must be JSON'],
    [['--base-url', 'http://127.0.0.1:9', '--api-headers', '[]'], 'invalid-headers'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await pagegen('verify', 'specs/close.yaml', ...flags);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

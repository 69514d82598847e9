import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReportOptions, report } from '../../src/tasks/report.ts';
import { hostileDocument, POISON } from './hostile-document.ts';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const SOME = { cwd, totals: [30] } satisfies Partial<ReportOptions>;

/** The page without its style and script. */
function body(html: string): string {
  return html.replaceAll(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '');
}

/** Returns the text that a reader sees in a part of the page, on one line. */
function text(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const section = (html: string, id: string): string =>
  text(new RegExp(`<(\\w+)[^>]* id="${id}"[\\s\\S]*?</\\1>`).exec(html)?.[0] ?? '');
/** The data of the page's script. */
const dataOf = (html: string) =>
  JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const about = async (document: string, options: Partial<ReportOptions> = {}) => {
  await writeFile(join(folder, 'api.yaml'), document);
  return report({ document: 'api.yaml', ...SOME, cwd: folder, ...options });
};

const api = (paths: string) => `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n${paths}`;

describe('a report', () => {
  it('says what Close has: coverage, limits, walks, findings with the pages of their rules', async () => {
    const { html, lists, findings } = await report({ document: 'specs/close.yaml', cwd, totals: [12_000, 100] });
    expect({ lists, findings: findings.map(({ code }) => code) }).toEqual({
      lists: 18,
      findings: ['pagination-no-max-limit'],
    });
    expect(text(body(html))).toContain('lists are annotated 18 of 18 among 47 operations in the document');
    expect(section(html, 'coverage')).toMatch(
      /offset 16 84 % cursor-query 1 5 % cursor-body 1 5 % declared as not paginated 1 5 %/,
    );
    expect(section(html, 'limits')).toContain('listLeads offset 100 200 maxOffset 10,000 10,100 in windows');
    expect(section(html, 'limits')).toContain('listUsers offset 100 – none all –');
    expect(section(html, 'list-1')).toContain('121 requests return all 12,000 items, in 2 windows.');
    expect(section(html, 'list-3')).toContain(
      '101 requests return 10,100 of 12,000 items, then maxOffset 10,000 ends the walk.',
    );
    expect(section(html, 'list-3')).toContain('1,900 out of reach');
    expect(section(html, 'finding-1')).toMatch(/^warning specs\/close\.yaml:\d+:\d+ The largest page size is unknown/);
    expect(section(html, 'rule-pagination-no-max-limit')).toContain('Wrong');
    const { totals, walks } = dataOf(html);
    expect(totals).toEqual([100, 12_000]);
    expect(walks[0]).toEqual([['1 request returns all 100 items.', [expect.any(Array)]], null]);
  });

  it('shows every strategy of a list, and the state of its walk', async () => {
    const { html } = await report({ document: 'specs/places.yaml', ...SOME });
    const card = section(html, 'list-1');
    for (const words of ['cursor cursor-body default', 'page', 'offset', '2 requests return all 30 items']) {
      expect(card).toContain(words);
    }
  });

  it('is the same from run to run, and names no folder of the machine', async () => {
    const [one, two] = [
      await report({ document: 'specs/places.yaml', ...SOME }),
      await report({ document: 'specs/places.yaml', ...SOME }),
    ];
    expect(one?.html).toBe(two?.html);
    expect(one?.html).not.toContain(cwd);
  });

  it('of much is simulated in full only if there is a ceiling, unless the user asks for more', async () => {
    const list = (index: number, limits = '') => `  /l${index}:
    get:
      operationId: list${index}
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      x-pagination: { style: cursor-query, request: { cursor: cursor }, response: { items: /data, nextCursor: /next }${limits} }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: string } }, next: { type: string } } } } } } }
`;
    const lists = Array.from({ length: 26 }, (_, index) =>
      list(index, index === 3 ? ', limits: { maxResults: 40 }' : ''),
    );
    const { html } = await about(api(lists.join('')), { totals: undefined });
    expect(section(html, 'list-4')).toContain('40 of 12,000 items');
    expect(section(html, 'list-5')).toContain('return all 1,000 items');
    expect(text(html)).toContain('are walked through fewer items');
    const few = await about(api(lists.join('')), { totals: [10, 20] });
    expect(section(few.html, 'list-5')).toContain('returns all 20 items');
  });
});

describe('a report with little to show', () => {
  it('of an API without lists says what to do', async () => {
    const { html, lists } = await about(api("  /a: { get: { responses: { '204': { description: ok } } } }"));
    expect(lists).toBe(0);
    expect(section(html, 'coverage')).toContain('No operation looks like a list');
    expect(section(html, 'limits')).toContain('Declare with x-pagination how a list is paginated');
    expect(html).not.toContain('id="lists"');
  });

  it('of an API without annotations names what looks like a list', async () => {
    const { html, findings } = await about(
      api(`  /leads:
    get:
      operationId: listLeads
      parameters: [{ name: cursor, in: query, schema: { type: string } }, { name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } }, has_more: { type: boolean }, next_cursor: { type: string } } } } } } }
`),
    );
    expect(findings.map(({ code }) => code)).toContain('pagination-list-without-annotation');
    expect(section(html, 'coverage')).toContain('0 of 1 list');
    expect(section(html, 'limits')).toContain('pagegen annotate proposes an annotation for each');
    expect(section(html, 'gaps')).toContain('looks like a list (cursor-query, confidence');
  });

  it('shows a sentence that repeats once, with every place and list', async () => {
    const list = (name: string) => `  /${name}:
    get:
      operationId: ${name}
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      x-pagination: { style: cursor-query, request: { cursor: cursor }, response: { items: data, nextCursor: next } }
      responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } }, next: { type: string } } } } } } }`;
    const names = ['listA', 'listB', 'listC', 'listD', 'listE'];
    const { html, findings } = await about(api(names.map(list).join('\n')));
    expect(findings.filter(({ code }) => code === 'pagination-no-429')).toHaveLength(5);
    const shown = section(html, 'findings');
    expect(shown.match(/declares no 429 response/g)).toHaveLength(1);
    expect(shown).toContain('The same 4 times more api.yaml:15:7 listB api.yaml:21:7 listC api.yaml:27:7 listD');
    // Each list still has its own finding in its card.
    for (const name of names) expect(section(html, 'lists')).toContain(`: ${name} declares no 429 response`);
  });

  it('of faults shows the rest, with the faults as findings', async () => {
    const { html, findings, lists } = await about(
      api(`  /a:
    get:
      operationId: listA
      x-pagination: { style: offset, request: { offset: skip }, response: { items: /data } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
`),
    );
    expect(lists).toBe(0);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(section(html, 'gaps')).toContain('GET /a listA has errors');
    expect(section(html, 'finding-1')).toContain('api.yaml:');
  });

  it.each(['{', 'hello: world', 'openapi: 2.5.0'])(
    'of what cannot be read, such as %s, says where and why',
    async (document) => {
      const { html, findings } = await about(document);
      expect(findings.length).toBeGreaterThan(0);
      expect(text(body(html))).toContain('This document cannot be read as an API');
      expect(section(html, 'finding-1')).toContain('api.yaml:');
    },
  );
});

describe('a hostile document', () => {
  it('gets no markup, no script and no address into the page', async () => {
    const { html, lists } = await about(hostileDocument());
    expect(lists).toBeGreaterThan(0);
    const page = body(html);
    expect(page).not.toMatch(/<(?:img|iframe|object|embed|base|link(?! rel="icon")|meta http-equiv="refresh")/i);
    expect(page).not.toMatch(/<[^>]*\son\w+=/i);
    expect(
      [...page.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].every(([, url = '']) => /^(?:#[\w-]+|data:,)$/.test(url)),
    ).toBe(true);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<!--/g)).toBeNull();
    for (const poison of POISON) expect(text(page), poison).toContain(poison);
  });

  it('leaves the data of the script JSON that holds nothing of HTML', async () => {
    const { html } = await about(hostileDocument(), { totals: [30, 60] });
    const [, data = ''] = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
    expect(data).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(data).walks.length).toBeGreaterThan(0);
  });

  it('cannot make the page endless', async () => {
    const long = 'x'.repeat(200_000);
    const { html } = await about(hostileDocument().replaceAll('POISONED', long));
    expect(html.length).toBeLessThan(400_000);
  });
});

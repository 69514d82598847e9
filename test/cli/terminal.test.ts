import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagegen } from './in-process.ts';

/** Turns the terminal red, clears it, and reverses the reading direction. */
const EVIL = '\u001b[31m\u001b[2JEvil\u202e';

const page = {
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items: { type: 'object', properties: { [EVIL]: { type: 'string' } } } } },
};
const operation = (id: string, more: object) => ({
  operationId: id,
  summary: EVIL,
  tags: [EVIL],
  parameters: [
    { name: 'offset', in: 'query', description: EVIL, schema: { type: 'integer' } },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ],
  responses: { 200: { description: EVIL, content: { 'application/json': { schema: page } } } },
  ...more,
});
const style = (name: string) => ({
  style: name,
  request: { offset: 'offset', limit: 'limit' },
  response: { items: '/data' },
});

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: EVIL, version: EVIL },
  paths: {
    [`/${EVIL}`]: { get: operation(`${EVIL}Paged`, { 'x-pagination': style('offset') }) },
    '/bare': { get: operation(`${EVIL}Bare`, {}) },
    '/wrong': { get: operation(`${EVIL}Wrong`, { 'x-pagination': style(EVIL) }) },
    '/dialect': { $ref: 'other.json' },
  },
};

/** `migrate` cannot edit an operation of another file in place: it names the operation. */
const OTHER = {
  get: operation(EVIL, {
    'x-speakeasy-pagination': {
      type: 'offsetLimit',
      inputs: [
        { name: 'offset', in: 'parameters', type: 'offset' },
        { name: 'limit', in: 'parameters', type: 'limit' },
      ],
      outputs: { results: '$.data' },
    },
  }),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pagegen-terminal-'));
  writeFileSync(join(folder, 'other.json'), JSON.stringify(OTHER));
  writeFileSync(join(folder, 'faulty.json'), JSON.stringify(DOCUMENT));
  const { '/wrong': _, ...paths } = DOCUMENT.paths;
  writeFileSync(join(folder, 'sound.json'), JSON.stringify({ ...DOCUMENT, paths }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each<[string, readonly string[]]>([
  ['generate', ['faulty.json', '-o', 'client']],
  ['generate', ['sound.json', '-o', 'client', '--dry-run']],
  ['lint', ['lint', 'faulty.json', '--profile', 'strict']],
  ['lint', ['lint', 'faulty.json', '-f', 'markdown']],
  ['lint', ['lint', 'faulty.json', '-f', 'stylish']],
  ['lint', ['lint', 'faulty.json', '-f', 'github-actions']],
  ['annotate', ['annotate', 'sound.json', '-o', 'proposed.yaml']],
  ['migrate', ['migrate', 'sound.json', '--to', 'x-pagination', '-o', 'overlay.yaml']],
  ['migrate', ['migrate', 'sound.json', '--to', 'x-pagination', '--write']],
  ['mock', ['mock', 'faulty.json', '--port', '0']],
  ['explain', ['explain', 'sound.json', `${EVIL}Paged`]],
  ['explain', ['explain', 'sound.json', 'listLeads']],
  ['report', ['report', 'faulty.json', '-o', 'report.html']],
  ['verify', ['verify', 'sound.json', '--base-url', 'http://127.0.0.1:1', '--budget', '3']],
  ['init', ['init', 'faulty.json']],
])('%s writes no control character of a document to the terminal: %j', async (_, argv) => {
  const { stdout, stderr } = await pagegen(folder, ...argv);
  expect(stdout + stderr).not.toBe('');
  const raw = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.exec(stdout + stderr);
  expect(raw === null ? '' : (stdout + stderr).slice(Math.max(0, raw.index - 60), raw.index + 40)).toBe('');
});

it('names an operation that it cannot migrate, with its control characters replaced', async () => {
  const { stderr } = await pagegen(folder, 'migrate', 'sound.json', '--to', 'x-pagination', '--write');
  expect(stderr).toContain(' [31m [2JEvil  is declared in another file');
});

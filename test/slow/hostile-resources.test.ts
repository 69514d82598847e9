import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI } from './commands/run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-resources-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function documentOf(schemas: object, paths: object = {}): string {
  const get = { responses: { 200: { description: '', content: { 'application/json': { schema: to('A0') } } } } };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Probe', version: '1' },
    paths: { '/a': { get }, ...paths },
    components: { schemas },
  });
}

/** A0 → A1 → … each made of the next. */
function chain(length: number, link: (next: object) => object): string {
  const last = { type: 'object', properties: { id: { type: 'string' } } };
  const names = times(length, (index) => [`A${index}`, index + 1 < length ? link(to(`A${index + 1}`)) : last] as const);
  return documentOf(Object.fromEntries(names));
}

function nested(open: string, close: string, depth = 100_000): string {
  return documentOf({ A0: 'HERE' }).replace('"HERE"', `${open.repeat(depth)}{}${close.repeat(depth)}`);
}

const YAML = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n';

const bomb = (width: number): string =>
  `${YAML}x-0: &a0 { a: 1 }\n${times(12, (i) => `x-${i + 1}: &a${i + 1} [${times(width, () => `*a${i}`).join(', ')}]\n`).join('')}`;

const get = { responses: { 200: { description: 'Done.' } } };
const long = (text: string): string => `a${text.repeat(500_000 / text.length)}b`;
const texts = (text: string): string =>
  documentOf(
    { A0: { type: 'object', description: long(text), properties: { [long(text)]: { default: long(text) } } } },
    { '/b': { get: { ...get, operationId: long(text), tags: [long(text)], description: long(text) } } },
  ).replace('Probe', JSON.stringify(long(text)).slice(1, -1));

/** Documents, and what is expected of them: a client, or one error that says why not. */
const DOCUMENTS: Record<string, readonly [text: () => string, answer: 'client' | RegExp]> = {
  'aliases of aliases': [() => bomb(10), /expand to too many values/],
  'merge keys of merge keys': [
    () => bomb(10).replaceAll('[*', '{ <<: [*').replaceAll(']\n', '] }\n'),
    /too many values/,
  ],
  'one large alias, often': [
    () =>
      `${YAML}components:\n  schemas:\n    A: &a { properties: { ${times(1500, (i) => `p${i}: {}`).join(', ')} } }\n${times(4000, (i) => `    B${i}: *a\n`).join('')}`,
    /expand to too many values/,
  ],
  'an alias inside its own anchor': [() => `${YAML}x-a: &a [*a]\n`, /is inside its own anchor/],
  'schemas nested deeply': [() => nested('{"properties":{"a":', '}}'), /more than 500 levels/],
  'examples nested deeply': [() => nested('{"example":[', ']}').replaceAll('}]', ']'), /levels|but found/],
  'lists nested deeply in YAML': [() => `${YAML}x-a: ${'['.repeat(100_000)}`, /nests its values too deeply/],
  'a circle of references': [() => documentOf({ A0: to('A1'), A1: to('A0') }), /leads back to itself/],
  'a long circle of references': [
    () => documentOf(Object.fromEntries(times(20_000, (i) => [`A${i}`, to(`A${(i + 1) % 20_000}`)]))),
    /leads back to itself/,
  ],
  'circles through allOf, oneOf, arrays and properties': [
    () =>
      documentOf({
        A0: { allOf: [to('A1'), to('A2'), to('A3'), to('A4'), to('A0')] },
        A1: { oneOf: [to('A0'), to('A1'), { type: 'null' }] },
        A2: { type: 'array', items: to('A0') },
        A3: { type: 'object', additionalProperties: to('A0'), properties: { a: to('A3') } },
        A4: { not: to('A4'), anyOf: [to('A4')], $defs: { x: to('A0') } },
      }),
    'client',
  ],
  'a long chain of references': [() => chain(10_000, (next) => next), 'client'],
  'a long chain of properties': [() => chain(10_000, (next) => ({ properties: { next } })), 'client'],
  'a long chain of allOf': [() => chain(20_000, (next) => ({ allOf: [next, { type: 'object' }] })), /levels deep/],
  'two ways down at each of 40 levels': [
    () => chain(40, (next) => ({ allOf: [next, { oneOf: [next, next] }] })),
    'client',
  ],
  '3,000 operations': [
    () => documentOf({ A0: {} }, Object.fromEntries(times(3000, (i) => [`/${'!'.repeat(i % 100)}/${i}`, { get }]))),
    'client',
  ],
  '20,000 enum values': [() => documentOf({ A0: { enum: times(20_000, (i) => `value ${i}`) } }), 'client'],
  '20,000 names without a letter': [
    () =>
      documentOf({
        A0: {},
        ...Object.fromEntries(times(20_000, (i) => ['!'.repeat(i % 140) + '?'.repeat(i / 140), {}])),
      }),
    'client',
  ],
  '20,000 references that lead nowhere': [
    () => documentOf(Object.fromEntries(times(20_000, (i) => [`A${i}`, to(`B${i}`)]))),
    /does not exist/,
  ],
  'long texts of spaces': [() => texts(' '), 'client'],
  'long texts of underscores': [() => texts('_'), 'client'],
  'long texts of stars': [() => texts('*\n'), 'client'],
  'long texts of tags': [() => texts('@ '), 'client'],
  'long texts of braces': [() => texts('{'), 'client'],
  'long texts of words': [() => texts('A b'), 'client'],
};

/** Runs the command with 1 GB of memory and 30 seconds of processor time, so that a busy machine makes no difference. */
async function pagegen(file: string, output: string): Promise<{ code: number | null; text: string }> {
  const args = [process.execPath, '--max-old-space-size=1000', CLI, file, '-o', output];
  const child = spawn('sh', ['-c', 'ulimit -t 30 && exec "$@"', 'sh', ...args]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
}

/** References that lead nowhere are read as anything, with a warning. */
const READ_WITH_WARNINGS = [
  'a circle of references',
  'a long circle of references',
  '20,000 references that lead nowhere',
];

describe('a document made to exhaust', () => {
  it.each(Object.entries(DOCUMENTS))('%s', async (name, [make, answer]) => {
    const text = make();
    const file = join(folder, `${name}.${text.startsWith('{') ? 'json' : 'yaml'}`);
    await writeFile(file, text);
    const said = await pagegen(file, join(folder, `${name}-client`));
    const found = (answer === 'client' ? /operation/ : answer).test(said.text);
    expect(found, said.text.slice(0, 2000)).toBe(true);
    expect(answer === 'client' || READ_WITH_WARNINGS.includes(name) ? [0] : [1, 2]).toContain(said.code);
  });
});

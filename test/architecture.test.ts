import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The layers of `src/`, from the top down. A layer may import itself and every layer below it. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/cli.ts', 'src/index.ts', 'src/vite.ts', 'src/spectral.ts', 'src/redocly.ts'],
  ['src/cli'],
  ['src/tasks'],
  ['src/report'],
  ['src/simulate', 'src/lint'],
  ['src/inference'],
  ['src/client/emit.ts'],
  ['src/client/templates'],
  ['src/client/print', 'src/client/evaluate'],
  ['src/client/plan'],
  ['src/annotation'],
  ['src/model'],
  ['src/document'],
  ['src/output'],
  ['src/shared'],
];

/** Layers that import the runtime: `evaluate` and `simulate` run it, the others know its types. */
const RUNTIME_USERS = ['src/client/plan', 'src/client/evaluate', 'src/simulate', 'src/tasks', 'src/annotation'];

/** Packages and Node.js modules, and the only places that may import them. */
const PACKAGES: Record<string, readonly string[]> = {
  'ts-morph': ['src/client/print', 'src/output/audit.ts', 'src/output/surface-changes.ts'],
  vite: ['src/vite.ts'],
  'js-yaml': ['src/document/parse'],
  yaml: ['src/document'],
  'jsonpath-rfc9535': ['src/document/overlay'],
  '@scalar/openapi-upgrader': ['src/document/swagger'],
  'openapi-types': ['src/document', 'src/model/read', 'src/annotation'],
  hono: ['src/simulate/mock'],
  '@hono/node-server': ['src/simulate/mock'],
  'json-schema-faker': ['src/simulate/mock'],
  handlebars: ['src/client/templates', 'src/report'],
  chokidar: ['src/cli/run/watch.ts'],
  jiti: ['src/tasks/configuration/find.ts'],
  lilconfig: ['src/tasks/configuration/find.ts'],
  'get-tsconfig': ['src/output/compiler-options.ts'],
  commander: ['src/cli'],
  sarif: ['src/lint/formats'],
  picocolors: ['src/cli', 'src/lint/formats', 'src/shared/pretty.ts'],
  'fastest-levenshtein': ['src/shared/suggest.ts'],
  'change-case': ['src/client/plan'],
  'reserved-identifiers': ['src/client/plan'],
  'node:crypto': ['src/output', 'src/report', 'src/lint/known-findings.ts'],
  'node:fs': [
    'src/document/files',
    'src/output',
    'src/client/templates',
    'src/report',
    'src/cli/run/watch.ts',
    'src/cli/v8.ts',
    'src/tasks',
  ],
  'node:path': [
    'src/shared',
    'src/document',
    'src/output',
    'src/lint',
    'src/tasks',
    'src/cli',
    'src/vite.ts',
    'src/spectral.ts',
  ],
  '@tanstack/query-core': ['templates/runtime/integrations/tanstack.ts'],
  msw: ['templates/runtime/integrations/msw.ts'],
  zod: ['templates/runtime/integrations/zod.ts'],
  'node:stream': ['templates/runtime/integrations/node-streams.ts'],
  'node:readline': ['src/cli'],
  'node:url': ['src/shared', 'src/output/format.ts', 'src/tasks/demo.ts', 'src/lint/formats'],
  'node:v8': ['src/cli'],
  'node:dns': ['src/document/files/read-remote.ts'],
  'node:timers': ['src/simulate/explain'],
  'node:http': ['src/document/files/read-remote.ts', 'src/simulate/mock'],
  'node:https': ['src/document/files/read-remote.ts'],
  'node:os': ['src/output/inspect.ts'],
  'node:net': ['src/document/files/read-remote.ts'],
  'node:child_process': ['src/output/format.ts', 'src/tasks/demo.ts'],
  'node:module': ['src/cli/v8.ts', 'src/output/format.ts', 'src/client/templates', 'src/client/print/ts-morph.ts'],
};

/** Packages of which only types are ever imported. */
const TYPES_ONLY = new Set(['openapi-types', 'sarif', 'vite']);

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const IMPORT =
  /^\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'";()]*?\sfrom\s+)?'(?<static>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(({ groups }) => {
    const names = /\{([^}]*)\}/.exec(groups?.names ?? '')?.[1]?.split(',');
    const onlyTypes = names?.every((name) => name.trim() === '' || name.trim().startsWith('type '));
    return {
      from: file,
      to: targetOf(file, groups?.static ?? groups?.dynamic ?? ''),
      isTypeOnly: groups?.type !== undefined || onlyTypes === true,
    };
  });
}

function targetOf(from: string, specifier: string): string {
  return specifier.startsWith('.')
    ? posix(normalize(join(dirname(from), specifier))).replace(/\.js$/, '.ts')
    : specifier;
}

/** Returns why an import is forbidden, or undefined. */
function violation({ from, to, isTypeOnly }: Import): string | undefined {
  if (!/^(?:src|templates)\//.test(to)) {
    return to === 'package.json'
      ? allowedOnly(from, to, ['src/shared/version.ts'])
      : packageViolation(from, to, isTypeOnly);
  }
  if (isIn(from, 'templates/runtime/integrations')) return allowedOnly(from, to, [], isIn(to, 'templates/runtime'));
  if (isIn(from, 'templates/runtime')) {
    return allowedOnly(from, to, [], isIn(to, 'templates/runtime') && !isIn(to, 'templates/runtime/integrations'));
  }
  if (isIn(to, 'templates/runtime')) return allowedOnly(from, to, RUNTIME_USERS);
  const own = layerOf(from);
  if (own < 0) return `${from} is in no layer`;
  const target = layerOf(to);
  // The entry points are the surface for users: nothing inside imports them.
  if (target === 0) return `${from} imports ${to}`;
  return allowedOnly(from, to, [], target > own || (target === own && layerPart(from) === layerPart(to)));
}

function allowedOnly(from: string, to: string, places: readonly string[], otherwise = false): string | undefined {
  return otherwise || places.some((place) => isIn(from, place)) ? undefined : `${from} imports ${to}`;
}

function layerOf(file: string): number {
  return LAYERS.findIndex((parts) => parts.some((part) => isIn(file, part)));
}

function layerPart(file: string): string | undefined {
  return LAYERS.flat().find((part) => isIn(file, part));
}

function packageViolation(from: string, to: string, isTypeOnly: boolean): string | undefined {
  const name = to.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  if (TYPES_ONLY.has(name) && !isTypeOnly) return `${from} imports more than types of ${name}`;
  return allowedOnly(from, name, PACKAGES[name] ?? []);
}

function isIn(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

function posix(path: string): string {
  return path.split(sep).join('/');
}

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => posix(relative(root, join(root, folder, path))))
    .sort();
}

const files = [...filesOf('src'), ...filesOf('templates/runtime')];

describe('the layers', () => {
  it('are kept by every import', () => {
    const violations = files
      .flatMap(importsOf)
      .map(violation)
      .filter((found) => found !== undefined);
    expect(violations).toEqual([]);
  });

  it('and the table of packages list only what exists', () => {
    const named = [...LAYERS.flat(), ...RUNTIME_USERS, ...Object.values(PACKAGES).flat()];
    const missing = named.filter((part) => !files.some((file) => isIn(file, part)));
    expect(missing).toEqual([]);
  });

  it.each([
    ['src/model/x.ts', '../document/refs/resolve.ts', false, undefined],
    ['src/document/x.ts', '../model/x.ts', true, 'src/document/x.ts imports src/model/x.ts'],
    ['src/lint/x.ts', '../simulate/x.ts', false, 'src/lint/x.ts imports src/simulate/x.ts'],
    ['src/report/x.ts', '../simulate/x.ts', false, undefined],
    ['src/cli/x.ts', '../index.ts', true, 'src/cli/x.ts imports src/index.ts'],
    ['src/new/x.ts', '../shared/x.ts', true, 'src/new/x.ts is in no layer'],
    ['src/client/plan/x.ts', 'ts-morph', true, 'src/client/plan/x.ts imports ts-morph'],
    ['src/client/plan/x.ts', '../print/x.ts', true, 'src/client/plan/x.ts imports src/client/print/x.ts'],
    ['src/client/templates/x.ts', 'handlebars', false, undefined],
    ['templates/runtime/x.ts', 'node:fs', false, 'templates/runtime/x.ts imports node:fs'],
    ['templates/runtime/x.ts', './y.js', false, undefined],
    ['templates/runtime/x.ts', '../../src/shared/json.ts', true, 'templates/runtime/x.ts imports src/shared/json.ts'],
    ['src/lint/x.ts', '../../templates/runtime/x.ts', true, 'src/lint/x.ts imports templates/runtime/x.ts'],
    ['src/output/x.ts', 'node:fs/promises', false, undefined],
    ['src/document/x.ts', 'openapi-types', false, 'src/document/x.ts imports more than types of openapi-types'],
  ])('decide that %s imports %s (types only: %s)', (from, specifier, isTypeOnly, expected) => {
    expect(violation({ from, to: targetOf(from, specifier), isTypeOnly })).toBe(expected);
  });
});

/** Cycles that are known, each by its first file; nothing may be added. The rebuilds of the runtime and client remove theirs. */
const KNOWN_CYCLES: readonly string[] = [];

/** Groups of files that import each other in a circle, types included (Tarjan's strongly connected components). */
function importCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    let low = own;
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    lowest.set(file, low);
    if (low === own) {
      const members = stack.splice(stack.indexOf(file));
      if (members.length > 1) cycles.push(members.sort());
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return cycles;
}

describe('import cycles', () => {
  it('do not exist, types included', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .map(({ to }) => to)
          .filter((to) => files.includes(to)),
      ]),
    );
    const cycles = importCycles(graph).map((members) => members.join(' '));
    expect(cycles.filter((cycle) => !KNOWN_CYCLES.some((known) => cycle.startsWith(known)))).toEqual([]);
    expect(KNOWN_CYCLES.filter((known) => !cycles.some((cycle) => cycle.startsWith(known)))).toEqual([]);
  });

  it('are found', () => {
    expect(
      importCycles(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'd']],
          ['c', ['a']],
          ['d', []],
        ]),
      ),
    ).toEqual([['a', 'b', 'c']]);
  });
});

/** A library user's `-` is the standard input of the process; commands pass their own. */
const READS_STDIN = 'src/document/files/read-text.ts';

describe('the console', () => {
  it('belongs to cli.ts alone, as does the process', () => {
    const users = files.filter(
      (file) =>
        file !== 'src/cli.ts' &&
        /\bconsole\.|\bprocess\.(?:exit|stdin|stdout|stderr|env|argv|on|once)\b/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    expect(users).toEqual([READS_STDIN]);
  });
});

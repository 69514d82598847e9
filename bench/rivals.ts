import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Times pagegen and its rivals as whole processes on real documents, compiles what each wrote, and prints tables:
 *
 *     npm run build && npm install --prefix bench && npx tsx bench/rivals.ts [runs] [document …]
 *
 * Every run is cold, with an output folder that does not exist; the runs of all tools take turns, so that a busy spell
 * of the machine hits all of them. Documents are next to the project (`PAGEGEN_CORPUS`); GitHub's is taken from
 * npm's `@octokit/openapi`, or from `PAGEGEN_GITHUB`.
 */

const repository = fileURLToPath(new URL('..', import.meta.url));
const MODULES = process.env.PAGEGEN_RIVALS ?? join(repository, 'bench/node_modules');
const PAGEGEN = process.env.PAGEGEN_CLI ?? join(repository, 'dist/cli.js');
const CORPUS = process.env.PAGEGEN_CORPUS ?? join(repository, '../shared/corpus');
const folder = mkdtempSync(join(tmpdir(), 'pagegen-rivals-'));
// As in a project: from Node.js 22 on, the second run of pagegen finds the code that the first has compiled.
mkdirSync(join(folder, 'node_modules'));

/** Longer than this is not waited for. */
const TIMEOUT = 600_000;

interface Tool {
  readonly name: string;
  /** Arguments of Node.js. */
  readonly args: (document: string, output: string) => readonly string[];
  /** Needs a newer Node.js than this one. */
  readonly newer?: true;
}

const bin = (path: string): string => join(MODULES, path);

const pagegen: Tool['args'] = (document, output) => [PAGEGEN, document, '-o', output];
const redocly: Tool['args'] = (document, output) => [
  bin('@redocly/cli/bin/cli.js'),
  ...['generate-client', document, '-o', join(output, 'client.ts')],
];

const TOOLS: readonly Tool[] = [
  { name: 'pagegen', args: pagegen },
  { name: 'pagegen, Node 24', newer: true, args: pagegen },
  {
    name: 'hey-api',
    newer: true,
    args: (document, output) => [bin('@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', output, '--no-log-file'],
  },
  {
    name: 'orval',
    newer: true,
    args: (document, output) => [
      bin('orval/dist/bin/orval.mjs'),
      ...['--input', document, '--output', join(output, 'client.ts'), '--client', 'fetch'],
    ],
  },
  {
    name: 'openapi-typescript',
    args: (document, output) => [bin('openapi-typescript/bin/cli.js'), document, '-o', join(output, 'client.ts')],
  },
  {
    name: 'swagger-typescript-api',
    args: (document, output) => [
      bin('swagger-typescript-api/dist/cli.mjs'),
      ...['generate', '-p', document, '-o', output, '-n', 'client.ts', '--silent'],
    ],
  },
  { name: 'oazapfts', args: (document, output) => [bin('oazapfts/dist/cli.js'), document, join(output, 'client.ts')] },
  { name: 'Redocly CLI', args: redocly },
  { name: 'Redocly CLI, Node 24', newer: true, args: redocly },
];

function documents(): Record<string, string> {
  const at = (path: string): string => join(CORPUS, 'documents', path);
  return {
    petstore: at('petstore.json'),
    Box: at('box.json'),
    DigitalOcean: at('digitalocean/specification/DigitalOcean-public.v2.yaml'),
    Kubernetes: at('kubernetes-swagger2.json'),
    GitHub: process.env.PAGEGEN_GITHUB ?? bin('@octokit/openapi/generated/api.github.com.json'),
  };
}

interface Run {
  readonly seconds: number;
  /** Processor seconds of all its threads, and the most memory in MB: less at the mercy of what else runs. */
  readonly cpu: number;
  readonly memory: number;
  readonly failed: boolean;
}

/** GNU time, where there is one. */
const TIME = '/usr/bin/time';

function run({ args, newer }: Tool, document: string, output: string): Run {
  mkdirSync(output, { recursive: true });
  const node = newer ? bin('node/bin/node') : process.execPath;
  const start = performance.now();
  const report = join(dirname(output), 'time');
  const [command = node, ...before] = timed(node, report);
  const { status } = spawnSync(command, [...before, ...args(document, output)], {
    cwd: dirname(output),
    timeout: TIMEOUT,
    env: { ...process.env, CI: '1', NO_COLOR: '1', REDOCLY_TELEMETRY: 'off' },
    stdio: 'ignore',
  });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...readReport(report), failed: status !== 0 || sizeOf(output) === 0 };
}

function timed(program: string, report: string): string[] {
  return existsSync(TIME) ? [TIME, '-f', '%U %S %M', '-o', report, program] : [program];
}

function readReport(report: string): { readonly cpu: number; readonly memory: number } {
  const line = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').at(-1) : undefined;
  const [user = Number.NaN, system = Number.NaN, memory = Number.NaN] = (line ?? '').split(' ').map(Number);
  return { cpu: user + system, memory: memory / 1024 };
}

function filesIn(output: string): string[] {
  if (!existsSync(output)) return [];
  return readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
}

function sizeOf(output: string): number {
  return filesIn(output).reduce((sum, path) => sum + statSync(join(output, path)).size, 0);
}

const COMPILERS = {
  'tsc 5.9': bin('typescript/bin/tsc'),
  'tsc 7': join(repository, 'node_modules/typescript-7/bin/tsc'),
};

interface Compiled {
  readonly errors: number;
  /** Processor seconds, the fewest of the runs. */
  readonly cpu: number;
}

/** Errors that a compiler finds in an output, and how long it looks. */
function compile(output: string, compiler: string, runs: number): Compiled {
  writeProject(output);
  const results = Array.from({ length: runs }, () => {
    const report = join(dirname(output), 'time');
    const args = ['--max-old-space-size=4000', compiler, '-p', output];
    const [command = '', ...before] = timed(process.execPath, report);
    const { stdout } = spawnSync(command, [...before, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const errors = stdout.split('\n').filter((line) => /error TS\d+/.test(line)).length;
    return { errors, cpu: readReport(report).cpu };
  });
  return { errors: results[0]!.errors, cpu: Math.min(...results.map(({ cpu }) => cpu)) };
}

/** Writes a project that compiles an output as its users would. */
function writeProject(output: string): void {
  const compilerOptions = {
    ...{ target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], module: 'ESNext', moduleResolution: 'bundler' },
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
  };
  // Some outputs import a runtime of their generator: what its users install is in a folder above the output.
  const modules = join(dirname(output), 'node_modules');
  if (!existsSync(modules)) symlinkSync(MODULES, modules);
  writeFileSync(join(output, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

function measure(name: string, document: string, runs: number): string[] {
  const runsOf = new Map(TOOLS.map((tool): [Tool, Run[]] => [tool, []]));
  const failed = new Set<Tool>();
  for (let index = 0; index < runs; index++) {
    for (const [number, tool] of TOOLS.entries()) {
      if (failed.has(tool)) continue;
      const output = join(folder, `${name}-${number}-${index}`, 'out');
      const result = run(tool, document, output);
      if (result.failed) failed.add(tool);
      runsOf.get(tool)!.push(result);
      if (index > 0) rmSync(dirname(output), { recursive: true, force: true });
    }
  }
  return TOOLS.map((tool, number) => {
    const results = runsOf.get(tool)!;
    const seconds = results.map((result) => result.seconds);
    const output = join(folder, `${name}-${number}-0`, 'out');
    const cpu = medianOf(results.map((result) => result.cpu)).toFixed(2);
    const memory = Math.round(Math.max(...results.map((result) => result.memory)));
    const times = `${medianOf(seconds).toFixed(2)} s | ${Math.min(...seconds).toFixed(2)} s | ${cpu} s | ${memory} MB`;
    const row = `| ${name} | ${tool.name} | ${times} |`;
    if (failed.has(tool)) return `${row} fails |  |  |  |`;
    const compiled = Object.values(COMPILERS).map((compiler) => compile(output, compiler, Math.min(runs, 3)));
    const checked = compiled.map(({ cpu }) => `${cpu.toFixed(2)} s`).join(' | ');
    const errors = compiled[0]?.errors ?? 0;
    const size = `${(sizeOf(output) / 1e6).toFixed(2)} MB`;
    return `${row} ${errors === 0 ? 'compiles' : `${errors} errors`} | ${checked} | ${size} |`;
  });
}

/** Measures how the cost grows with the paths and schemas of one document: 1 ×, 2 × and 4 ×, each copy under other names. */
function growth(document: string, runs: number): string[] {
  const text = readFileSync(document, 'utf8');
  const rows: string[] = [];
  for (const times of [1, 2, 4]) {
    const file = join(folder, `times-${times}.json`);
    writeFileSync(file, JSON.stringify(multiplied(text, times)));
    const seconds = Array.from(
      { length: runs },
      (_, index) => run(TOOLS[0]!, file, join(folder, `growth-${times}-${index}`)).seconds,
    );
    rows.push(`| ${times} × | ${(statSync(file).size / 1e6).toFixed(1)} MB | ${medianOf(seconds).toFixed(2)} s |`);
  }
  return rows;
}

function multiplied(text: string, times: number): object {
  const whole = JSON.parse(text) as { paths: object; components: Record<string, object> };
  for (let copy = 1; copy < times; copy++) {
    const renamed = text.replaceAll('"#/components/schemas/', `"#/components/schemas/Copy${copy}_`);
    const { paths, components } = JSON.parse(renamed) as typeof whole;
    for (const [path, item] of Object.entries(paths))
      Object.assign(whole.paths, { [`/copy${copy}${path}`]: withoutIds(item) });
    for (const [name, schema] of Object.entries(components.schemas ?? {})) {
      Object.assign(whole.components.schemas!, { [`Copy${copy}_${name}`]: schema });
    }
  }
  return whole;
}

function withoutIds(item: object): object {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [
      key,
      Array.isArray(value) ? value : { ...value, operationId: undefined },
    ]),
  );
}

const [runs = '3', ...wanted] = process.argv.slice(2);
try {
  const all = Object.entries(documents()).filter(
    ([name, file]) => existsSync(file) && (wanted.length === 0 || wanted.includes(name)),
  );
  const compilers = Object.keys(COMPILERS).join(' | ');
  console.log(`| document | tool | median | fastest | processor | memory | output | ${compilers} | size |`);
  console.log('|---|---|---:|---:|---:|---:|---|---:|---:|---:|');
  for (const [name, file] of all) for (const row of measure(name, file, Number(runs))) console.log(row);
  const github = documents().GitHub!;
  if (existsSync(github) && (wanted.length === 0 || wanted.includes('growth'))) {
    console.log('\n| GitHub | size | pagegen, median |\n|---|---:|---:|');
    for (const row of growth(github, Number(runs))) console.log(row);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

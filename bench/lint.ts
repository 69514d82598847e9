import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Times whole processes of `pagegen lint`, Redocly lint and Spectral, each with its recommended rules, and
 * prints a table:
 *
 *     npm ci --prefix bench && npm run build && npx tsx bench/lint.ts [runs] [document …]
 *
 * Documents default to specs/close.yaml and the description of GitHub's API in bench/node_modules. Runs of all commands
 * take turns, so that a busy spell of the machine hits all of them; a command that takes more than a minute runs once,
 * and one that takes more than five is ended.
 * Memory and processor time are those that GNU time reports.
 */

const repository = fileURLToPath(new URL('..', import.meta.url));
const [runs = '5', ...named] = process.argv.slice(2);
const DOCUMENTS = ['specs/close.yaml', 'bench/node_modules/@octokit/openapi/generated/api.github.com.json'];
const documents =
  named.length > 0 ? named.map((path) => resolve(path)) : DOCUMENTS.map((path) => join(repository, path));
const folder = mkdtempSync(join(tmpdir(), 'pagegen-bench-lint-'));
writeFileSync(join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
writeFileSync(join(folder, 'redocly.yaml'), 'extends: [recommended]\n');

const LINTERS: readonly (readonly [name: string, args: (document: string) => readonly string[]])[] = [
  ['pagegen lint', (document) => ['dist/cli.js', 'lint', document]],
  [
    'redocly lint',
    (document) => ['node_modules/@redocly/cli/bin/cli.js', 'lint', document, '--config', join(folder, 'redocly.yaml')],
  ],
  [
    'spectral lint',
    (document) => [
      'node_modules/@stoplight/spectral-cli/dist/index.js',
      'lint',
      document,
      '--ruleset',
      join(folder, '.spectral.yaml'),
    ],
  ],
];

/** Seconds after which a command is not run again. */
const PATIENCE = 60;
/** Seconds after which a command is ended. */
const LIMIT = 300;

interface Measured {
  readonly seconds: number;
  readonly processor: number;
  readonly megabytes: number;
}

function measure(args: readonly string[]): Measured {
  const report = join(folder, 'time');
  const start = performance.now();
  const { status } = spawnSync(
    '/usr/bin/time',
    ['-q', '-o', report, '-f', '%U %S %M', 'timeout', String(LIMIT), process.execPath, ...args],
    {
      cwd: repository,
      stdio: 'ignore',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NODE_OPTIONS: '' },
    },
  );
  const seconds = (performance.now() - start) / 1000;
  // 1: findings; 124: ended. Anything else measured nothing.
  if (status !== 0 && status !== 1 && status !== 124) throw new Error(`${args.join(' ')} failed with ${status}`);
  const [user = 0, system = 0, kilobytes = 0] = (readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { seconds, processor: user + system, megabytes: kilobytes / 1024 };
}

try {
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}, ${runs} runs\n`,
  );
  console.log('| document | linter | fastest | median | processor | memory |\n| --- | --- | --- | --- | --- | --- |');
  for (const document of documents) {
    const results = LINTERS.map(([name]) => ({ name, all: [] as Measured[] }));
    for (let run = 0; run < Number(runs); run++) {
      for (const [index, [, args]] of LINTERS.entries()) {
        const all = results[index]?.all;
        if ((all?.at(-1)?.seconds ?? 0) < PATIENCE) all?.push(measure(args(document)));
      }
    }
    for (const { name, all } of results) {
      const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
      const processor = Math.min(...all.map((each) => each.processor));
      const megabytes = Math.max(...all.map((each) => each.megabytes));
      const [fastest = 0, median = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
      const cells = [
        basename(document),
        name,
        `${fastest.toFixed(2)} s`,
        `${median.toFixed(2)} s`,
        `${processor.toFixed(2)} s`,
        `${megabytes.toFixed(0)} MB`,
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Times whole processes of the built tool, from start to exit, and prints a table:
 *
 *     npm run build && npx tsx bench/cold.ts [runs]
 *
 * Every run is cold: a new process, an output folder that does not exist. The runs of all commands take turns, so that
 * a busy spell of the machine hits all of them.
 */

const repository = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'pagegen-bench-'));

interface Command {
  readonly name: string;
  readonly args: (output: string) => readonly string[];
  /** Seconds that it has to stay under. */
  readonly limit?: number;
}

const COMMANDS: readonly Command[] = [
  { name: "node -e ''", args: () => ['-e', ''] },
  { name: 'pagegen --help', args: () => ['dist/cli.js', '--help'], limit: 0.15 },
  { name: 'pagegen specs/places.yaml', args: (output) => ['dist/cli.js', 'specs/places.yaml', '-o', output] },
  { name: 'pagegen specs/close.yaml', args: (output) => ['dist/cli.js', 'specs/close.yaml', '-o', output], limit: 1.2 },
];

/** Seconds of one run. */
function time({ name, args }: Command, output: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args(output), { cwd: repository, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return seconds;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

function measure(): ReadonlyMap<Command, readonly number[]> {
  const times = new Map(COMMANDS.map((command): [Command, number[]] => [command, []]));
  for (let run = 0; run < runs; run++) {
    for (const [index, command] of COMMANDS.entries()) {
      times.get(command)!.push(time(command, join(folder, `${run}-${index}`)));
    }
  }
  return times;
}

function tableOf(times: ReadonlyMap<Command, readonly number[]>): string {
  const baseline = medianOf(times.get(COMMANDS[0]!)!);
  const rows = [...times].map(([{ name, limit }, values]) => {
    const median = medianOf(values);
    const goal = limit === undefined ? '' : `< ${limit.toFixed(2)} s`;
    const cells = [`\`${name}\``, seconds(median), seconds(Math.min(...values)), `${(median / baseline).toFixed(1)} ×`];
    return `| ${[...cells, goal].join(' | ')} |`;
  });
  return ['| command | median | fastest | to node alone | limit |', '|---|---:|---:|---:|---:|', ...rows].join('\n');
}

function seconds(value: number): string {
  return `${value.toFixed(3)} s`;
}

try {
  const times = measure();
  console.log(`${runs} runs each, Node ${process.version}, ${availableParallelism()} cores\n\n${tableOf(times)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Loaded into each process: tells its processor time, of all threads, on file descriptor 3. */
const PROBE = join(folder, 'probe.cjs');
writeFileSync(
  PROBE,
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(3, String(user + system)); });",
);

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

/** One run, in seconds. */
interface Run {
  readonly elapsed: number;
  /** Says more than the elapsed time if other programs run on the machine. */
  readonly processor: number;
}

function time({ name, args }: Command, output: string): Run {
  const start = performance.now();
  const result = spawnSync(process.execPath, ['--require', PROBE, ...args(output)], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const elapsed = (performance.now() - start) / 1000;
  if (result.status !== 0) throw new Error(`${name} failed: ${result.stderr}`);
  return { elapsed, processor: Number(result.output[3]) / 1e6 };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

function measure(): ReadonlyMap<Command, readonly Run[]> {
  const times = new Map(COMMANDS.map((command): [Command, Run[]] => [command, []]));
  for (let run = 0; run < runs; run++) {
    for (const [index, command] of COMMANDS.entries()) {
      times.get(command)!.push(time(command, join(folder, `${run}-${index}`)));
    }
  }
  return times;
}

function tableOf(times: ReadonlyMap<Command, readonly Run[]>): string {
  const processorOf = (runs: readonly Run[]): number => medianOf(runs.map(({ processor }) => processor));
  const baseline = processorOf(times.get(COMMANDS[0]!)!);
  const rows = [...times].map(([{ name, limit }, runs]) => {
    const elapsed = runs.map((run) => run.elapsed);
    const processor = processorOf(runs);
    const goal = limit === undefined ? '' : `< ${limit.toFixed(2)} s`;
    const figures = [medianOf(elapsed), Math.min(...elapsed), processor].map(seconds);
    return `| ${[`\`${name}\``, ...figures, `${(processor / baseline).toFixed(1)} ×`, goal].join(' | ')} |`;
  });
  const head = '| command | median | fastest | processor | to node alone | limit |';
  return [head, '|---|---:|---:|---:|---:|---:|', ...rows].join('\n');
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

import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { makePrintable } from '../../shared/pretty.ts';
import type { Format } from '../../tasks/configuration/define-config.ts';
import { readJobs } from '../../tasks/configuration/jobs.ts';
import { copyDemo, DEMO_CLIENT, DEMO_DOCUMENT, DEMO_ITEMS, DEMO_SCRIPT, walkDemo } from '../../tasks/demo.ts';
import { init } from '../../tasks/init.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { runJob } from './generate-job.ts';

/** Flags of `pagegen init`. */
export interface InitFlags {
  readonly output?: string;
  readonly format?: Format;
}

/**
 * Runs `pagegen init [documents…]`: writes a configuration and names the next command.
 *
 * @throws InputError if there is one already, if there is no document, or if a file cannot be read or written
 */
export async function runInit(documents: readonly string[], flags: InitFlags, io: Io): Promise<ExitCode> {
  const { name, documents: found, overlay, otherOverlays } = await init({ cwd: io.cwd, documents, ...flags });
  const sources = `${found.join(', ')}${overlay === undefined ? '' : ` with ${overlay}`}`;
  const others =
    otherOverlays.length === 0
      ? ''
      : ` It has no overlays: add those that you need under \`overlays\`, in order (${otherOverlays.join(', ')}).`;
  const line = `Wrote ${name} for ${sources}.${others} Run \`${io.program ?? 'pagegen'}\` to generate.`;
  io.stderr.write(`${makePrintable(line)}\n`);
  return EXIT.done;
}

/**
 * Runs `pagegen demo [folder]`: copies the demo, generates its client, serves the mock and walks it. Prints each command
 * that the user can repeat.
 *
 * @throws InputError if the folder is not empty or cannot be written
 */
export async function runDemo(named: string | undefined, _flags: object, io: Io): Promise<ExitCode> {
  const folder = resolve(io.cwd, named ?? '.');
  const inFolder = { ...io, cwd: folder };
  const { bold } = createColors(io.stderr.colors);
  const announce = (command: string): void => io.stderr.write(`${bold(`\n$ ${command}`)}\n`);
  await copyDemo(folder);
  io.stderr.write(`${DEMO_DOCUMENT} and ${DEMO_SCRIPT} are in ${named ?? 'this folder'}.\n`);

  announce(`npx pagegen ${DEMO_DOCUMENT} -o ${DEMO_CLIENT}`);
  const { jobs } = await readJobs({
    cwd: folder,
    command: 'generate',
    document: DEMO_DOCUMENT,
    overrides: { output: DEMO_CLIENT, importExtension: 'js' },
  });
  for (const job of jobs) {
    const { code } = await runJob(job, {}, inFolder, false, { given: DEMO_DOCUMENT });
    if (code !== EXIT.done) return code;
  }

  announce(`npx pagegen mock ${DEMO_DOCUMENT} --items ${DEMO_ITEMS}`);
  // `init` must not load the server.
  const { mock } = await import('../../tasks/mock.ts');
  const { api } = await mock({ document: DEMO_DOCUMENT, cwd: folder, items: DEMO_ITEMS });
  if (api === undefined) return EXIT.faults;
  io.stderr.write(`${api.baseUrl}\n`);
  try {
    announce(`npx tsx ${DEMO_SCRIPT} ${api.baseUrl}`);
    const onOutput = (text: string): void => io.stdout.write(text);
    const code = await walkDemo({ folder, baseUrl: api.baseUrl, onOutput, signal: io.signal });
    if (code !== 0) return EXIT.faults;
  } finally {
    await api.close();
  }
  io.stderr.write(`\nNext: npx pagegen <your document> -o <folder>\n`);
  return EXIT.done;
}

import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import type { Faults } from '../../simulate/mock/faults.ts';
import { type AnsweredRequest, mock } from '../../tasks/mock.ts';
import { stoppedByErrors } from '../closing-lines.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { openingOf, type ReadingFlags } from '../options.ts';

/** Flags of `pagegen mock`. */
export interface MockFlags extends ReadingFlags {
  readonly port: number;
  readonly host: string;
  readonly items: number;
  readonly seed: number;
  readonly fault?: Faults;
  /** False under `--no-auth`. */
  readonly auth: boolean;
  readonly budgets?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen mock <document>`: serves until the user interrupts, or prints the errors of the document.
 *
 * @throws InputError if the document cannot be read or the port is taken
 */
export async function runMock(document: string | undefined, flags: MockFlags, io: Io): Promise<ExitCode> {
  const { host, port, items, seed, fault, auth, budgets, quiet } = flags;
  const log = ({ method, path, status, reason }: AnsweredRequest): void =>
    io.stderr.write(`${makePrintable(`${status}  ${method} ${path}${reason === undefined ? '' : `  (${reason})`}`)}\n`);
  const { diagnostics, api } = await mock({
    ...(await openingOf(document, flags, io, 'mock')),
    host,
    port,
    items,
    seed,
    faults: fault,
    auth,
    budgets,
    ...(!quiet && { onAnswer: log }),
  });
  const options = { colors: io.stdout.colors, cwd: io.cwd };
  io.stdout.write(formatFindings(diagnostics, options));
  if (api === undefined) {
    io.stderr.write(`${stoppedByErrors(diagnostics, 'nothing was served')}\n`);
    return EXIT.faults;
  }
  const lines = [
    `${makePrintable(api.baseUrl)}  ${countOf(api.operations, 'operation')}, ${api.paginated} paginated, ${countOf(items, 'item')} each; press Ctrl-C to stop`,
    ...(api.secured > 0
      ? [
          `${countOf(api.secured, 'operation needs', 'operations need')} credentials; any value is accepted, and --no-auth turns this off`,
        ]
      : []),
    `${makePrintable(new URL(api.baseUrl).origin)}/ lists the operations and how to call them`,
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  await interrupted(io.signal);
  await api.close();
  return EXIT.done;
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

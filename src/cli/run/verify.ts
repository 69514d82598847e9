import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { InputError } from '../../shared/diagnostic.ts';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import { saveText, type VerifyResult, verify } from '../../tasks/verify.ts';
import { EXIT, type ExitCode, type Io, untilAborted } from '../io.ts';
import type { ReadingFlags } from '../options.ts';
import { readingOf } from '../options.ts';
import { countFindings } from './generate-job.ts';

/** Flags of `pagegen verify`. */
export interface VerifyFlags extends ReadingFlags {
  readonly baseUrl: string;
  readonly operation?: readonly string[];
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly apiHeaders?: string;
  readonly budget: number;
  readonly probeLimits?: boolean;
  readonly output?: string;
  readonly format: 'text' | 'json';
}

/**
 * Runs `pagegen verify <document> --base-url <url>`: reports where the document and the API disagree. With `--output`,
 * writes an overlay that corrects the document.
 *
 * @throws InputError if the document cannot be read, has no such operation, or the overlay cannot be written
 */
export async function runVerify(document: string, flags: VerifyFlags, io: Io): Promise<ExitCode> {
  const { baseUrl, operation: operations, params, budget, probeLimits, output, format } = flags;
  const headers = { ...headersIn(flags.apiHeaders), ...flags.header };
  const { signal } = io;
  const result = await untilAborted(
    verify({
      document,
      cwd: io.cwd,
      ...readingOf(flags, io),
      baseUrl,
      headers,
      params,
      operations,
      budget,
      probeLimits,
      signal,
    }),
    signal,
  );
  const options = { colors: io.stderr.colors, cwd: io.cwd };
  io.stderr.write(formatFindings(result.diagnostics, options));
  if (result.diagnostics.some(({ severity }) => severity === 'error')) {
    io.stderr.write(`${countFindings(result.diagnostics)}; nothing was requested.\n`);
    return EXIT.faults;
  }
  const { checked, findings, skipped, overlay } = result;
  io.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ checked, findings, skipped }, null, 2)}\n`
      : textOf(result, io.stdout.colors),
  );
  if (output !== undefined && overlay !== undefined) await saveText(resolve(io.cwd, output), overlay, output);
  io.stderr.write(closing(result, output));
  return findings.length === 0 ? EXIT.done : EXIT.faults;
}

function textOf({ checked, findings }: VerifyResult, colors: boolean): string {
  const { bold, green, red } = createColors(colors);
  const lines = checked.flatMap(({ operation, strategy, requests }) => {
    const own = findings.filter((finding) => finding.operation === operation && finding.strategy === strategy);
    const head = `${bold(makePrintable(operation))}  ${makePrintable(strategy)}, ${requests} requests`;
    if (own.length === 0) return [`${head}: ${green('as declared')}`];
    return [head, ...own.map(({ code, message }) => `  ${red(code)}  ${makePrintable(message)}`)];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function closing({ checked, findings, skipped, overlay }: VerifyResult, output: string | undefined): string {
  const requests = checked.reduce((sum, one) => sum + one.requests, 0);
  const lines = [
    `${checked.length} strateg${checked.length === 1 ? 'y' : 'ies'} walked with ${requests} requests: ${countOf(findings.length, 'disagreement')}.`,
  ];
  for (const { operation, missing } of skipped) {
    lines.push(
      `${makePrintable(operation)} was not walked: it needs ${makePrintable(missing.join(', '))}; see --params.`,
    );
  }
  if (output !== undefined)
    lines.push(
      overlay === undefined
        ? `${output} is not written: there is nothing to correct.`
        : `${output} corrects the document.`,
    );
  return lines.map((line) => `${line}\n`).join('');
}

/** The message does not repeat the text: it may hold a credential. */
function headersIn(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && Object.values(value).every((header) => typeof header === 'string')) {
      return value as Record<string, string>;
    }
  } catch {
    // Reported below.
  }
  throw new InputError('invalid-headers', 'PAGEGEN_API_HEADERS must be a JSON object of headers.', {
    hint: 'Such as {"Authorization": "Bearer …"}.',
  });
}

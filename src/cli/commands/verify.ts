import { InvalidArgumentError, Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument, repeatable, toCount } from '../options.ts';
import type { VerifyFlags } from '../run/verify.ts';

const HELP = `
Examples:
  $ pagegen verify api.yaml --base-url https://api.example.com
  $ pagegen verify api.yaml --base-url https://api.example.com \\
      --operation listNotes --params '{"listNotes": {"lead_id": "lead_1"}}'
  $ pagegen verify api.yaml --base-url http://127.0.0.1:4010 \\
      --probe-limits -o corrections.yaml

For CI, record once and replay without a network:
  $ pagegen verify api.yaml --base-url https://api.example.com --record api.har
  $ pagegen verify api.yaml --replay api.har

Credentials are headers. Other users of the machine cannot see them in
PAGEGEN_API_HEADERS:
  $ export PAGEGEN_API_HEADERS='{"Authorization": "Bearer …"}'

Exit codes: 0 the document and the API agree, 1 they disagree, the document has
errors, or nothing or not every named list was checked, 2 wrong usage or files,
or the API cannot be reached, 130 interrupted.
`;

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'walk a live API and report where the document is wrong',
  description:
    'Walks the lists of a live API by the annotations of a document, within a budget of requests, and reports where ' +
    'the two disagree. Sends requests to paginated operations only.',
  usage: '[document] --base-url <url> [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('--base-url <url>', 'base URL of the API').argParser(toUrl),
    repeatable('--operation <name>', 'list to walk (repeatable; default: all)'),
    repeatable('--include <selector>', 'only lists that match tag:…, operation:… or path:… (repeatable)'),
    repeatable('--exclude <selector>', 'all lists except these (repeatable)'),
    new Option('--params <json>', 'required parameters, by operation').argParser(toParams),
    new Option('--header <name: value>', 'header to send with each request (repeatable)').argParser(addHeader),
    new Option('--api-headers <json>', 'headers').env('PAGEGEN_API_HEADERS').hideHelp(),
    new Option(
      '--budget <requests>',
      'maximum number of requests per strategy (default: 30, with --probe-limits 60)',
    ).argParser(toBudget),
    new Option('--probe-limits', 'find the page sizes and positions that the API accepts'),
    new Option('--record <file>', 'file to write requests and responses to, as a HAR without credentials'),
    new Option('--replay <file>', 'recording to answer from, without a network').conflicts('record'),
    new Option('-o, --output <file>', 'file to write corrections to, as an OpenAPI overlay'),
    new Option('--force', 'replace the file of --output instead of adding to it'),
    new Option('-f, --format <format>', 'format of the results').choices(['text', 'json']).default('text'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/verify.ts')).runVerify,
});

function toUrl(value: string): string {
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  throw new InvalidArgumentError('It must be an absolute URL, such as https://api.example.com.');
}

function toBudget(value: string): number {
  const budget = toCount(value);
  if (budget > 0) return budget;
  throw new InvalidArgumentError('It must be at least 1: without requests, nothing can be verified.');
}

function toParams(value: string): VerifyFlags['params'] {
  try {
    const params: unknown = JSON.parse(value);
    const isObject = (one: unknown): boolean => typeof one === 'object' && one !== null && !Array.isArray(one);
    if (isObject(params) && Object.values(params as object).every(isObject)) return params as VerifyFlags['params'];
  } catch {
    // Reported below.
  }
  throw new InvalidArgumentError('It must be JSON: {"listNotes": {"lead_id": "lead_1"}}.');
}

function addHeader(value: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name = '', text = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*([^\r\n]*)$/.exec(value) ?? [];
  if (name === '') throw new InvalidArgumentError("It must be a header, such as 'X-Api-Version: 2'.");
  return { ...earlier, [name]: text };
}

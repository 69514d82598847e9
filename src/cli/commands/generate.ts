import { Argument, Option } from 'commander';
import { defineCommand } from '../command.ts';
import { repeatable } from '../options.ts';

const HELP = `
Examples:
  $ pagegen specs/close.yaml -o client
  $ pagegen specs/close.yaml -o client --dry-run       say what would change
  $ pagegen api.json -o src/api --name Crm             class CrmClient
  $ pagegen api.yaml -o src/api --import-extension ts  import './models.ts'
  $ curl -s https://example.com/api.json | pagegen - -o client
  $ pagegen                                            all that pagegen.config.ts names
  $ pagegen -p crm --watch                             one project of it, again at every change
  $ pagegen --check                                    for CI: fail where the clients are not up to date

Exit codes: 0 done, 1 the document has faults or --check found differences, 2 wrong usage or files, 70 a bug of pagegen,
130 interrupted.
`;

export const generateCommand = defineCommand({
  name: 'generate',
  summary: 'generate a client (what `pagegen <document>` does)',
  description: 'Generates a client from an OpenAPI 3 or Swagger 2.0 document (YAML or JSON) into a folder.',
  usage: '[document] -o <folder> [options]',
  isDefault: true,
  arguments: () => [
    new Argument('[document]', 'path of the OpenAPI document, or - for standard input (default: the configuration)'),
  ],
  options: () => [
    new Option('-o, --output <folder>', 'folder to write the client into'),
    repeatable('-p, --project <name>', 'project of the configuration (repeatable; default: all)'),
    new Option('--config <file>', 'configuration (default: pagegen.config.ts, .js, .json, .yaml …, package.json)'),
    new Option('--name <name>', "name of the client class (default: from the document's title)"),
    new Option('--import-extension <ending>', 'ending of relative imports (default: js)').choices(['js', 'ts', 'none']),
    repeatable('--include <selector>', 'only operations by tag:…, operation:… or path:… (repeatable)'),
    repeatable('--exclude <selector>', 'all operations but these (repeatable)'),
    new Option('--paginated-only', 'only operations that are paginated'),
    new Option('--lenient', 'generate from a document with faults; say what is left out'),
    new Option(
      '--with <names>',
      'what the client has for other libraries: tanstack, swr, msw, streams, node-streams (repeatable, or a list)',
    ).argParser(names),
    new Option('--format <how>', 'auto: as your formatter does, Biome or Prettier (default: none)').choices([
      'auto',
      'none',
    ]),
    new Option('--stdin', 'read the document from standard input, as - does'),
    new Option('--dry-run', 'say what would change, and write nothing'),
    new Option('--check', 'write nothing; fail where a file is stale, missing or extra').conflicts('dryRun'),
    new Option('--verbose', 'with --check: show the differences, and which exports change'),
    new Option('--watch', 'generate again whenever a file changes that has to do with it').conflicts([
      'check',
      'dryRun',
    ]),
    new Option('--audit', 'read the code back and write nothing where it holds more than calls of its own runtime'),
    new Option('--quiet', 'print findings only'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/generate.ts')).runGenerate,
});

/** `a,b`, once or several times. Whether there are such names, `generate` says. */
function names(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',').map((name) => name.trim())].filter((name) => name !== '');
}

import { Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument, grouped, repeatable } from '../options.ts';

const HELP = `
Examples:
  $ pagegen api.yaml -o src/api
  $ pagegen https://api.example.com/openapi.json -o src/api
  $ pagegen api.yaml -o src/api --dry-run     print what would change
  $ pagegen api.yaml -o src/api --name Crm    class CrmClient
  $ curl -s https://api.example.com/openapi.json | pagegen - -o src/api
  $ pagegen                                   all projects of pagegen.config.ts
  $ pagegen -p crm --watch                    one project, after every change
  $ pagegen --check                           for CI: fail if not up to date

Exit codes: 0 done, 1 the document has errors or --check found differences,
2 wrong usage or files, 70 a bug of pagegen, 130 interrupted.
`;

export const generateCommand = defineCommand({
  name: 'generate',
  summary: 'generate a client (what `pagegen <document>` does)',
  description: 'Generates a client from an OpenAPI 3 or Swagger 2.0 document (YAML or JSON) into a folder.',
  usage: '[document] -o <folder> [options]',
  isDefault: true,
  arguments: () => [documentArgument()],
  options: () => [
    ...grouped('Client:', [
      new Option('-o, --output <folder>', 'folder to write the client into'),
      new Option('--name <name>', "name of the client class (default: from the document's title)"),
      new Option('--import-extension <ending>', 'ending of relative imports')
        .choices(['auto', 'js', 'ts', 'none'])
        .default(undefined, 'auto'),
      new Option('--method-names <how>', 'short: leads.list, full: leads.listLeads')
        .choices(['short', 'full'])
        .default(undefined, 'short'),
      new Option('--enums <how>', 'union: types only, object: objects of the values too')
        .choices(['union', 'object'])
        .default(undefined, 'union'),
      new Option('--dates <how>', 'string: texts, date: Date for times, not for days')
        .choices(['string', 'date'])
        .default(undefined, 'string'),
      new Option(
        '--with <names>',
        'integrations to add: tanstack, swr, msw, zod, streams, node-streams (repeatable, or a list)',
      ).argParser(names),
      new Option('--format <how>', 'auto: format with your Biome or Prettier')
        .choices(['auto', 'none'])
        .default(undefined, 'none'),
    ]),
    ...grouped('Operations:', [
      repeatable('--include <selector>', 'only operations that match tag:…, operation:… or path:… (repeatable)'),
      repeatable('--exclude <selector>', 'all operations except these (repeatable)'),
      new Option('--paginated-only', 'only paginated operations'),
    ]),
    ...grouped('Run:', [
      new Option('--stdin', 'read the document from standard input, like -'),
      new Option('--dry-run', 'print what would change, and write nothing'),
      new Option('--check', 'write nothing; fail if a file is stale, missing or extra').conflicts('dryRun'),
      new Option('--verbose', 'with --check: show the differences, and which exports change'),
      new Option('--watch', 'generate again when an input changes').conflicts(['check', 'dryRun']),
      new Option('--audit', 'inspect the generated code; write nothing if it does more than call its runtime'),
      new Option('--quiet', 'print findings only'),
    ]),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/generate.ts')).runGenerate,
});

/** Reads `a,b`, given once or several times. `generate` checks the names. */
function names(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',').map((name) => name.trim())].filter((name) => name !== '');
}

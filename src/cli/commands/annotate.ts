import { InvalidArgumentError, Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument } from '../options.ts';

const HELP = `
Examples:
  $ pagegen annotate api.yaml -o pagination.overlay.yaml
  $ pagegen annotate api.yaml --write --interactive
      edit the document; asks before each annotation
  $ pagegen annotate api.json --format json --min-confidence 0.9

An existing overlay keeps its actions and comments; new ones are added.
The proposals come from the document alone. Check them against the API's
documentation, or with pagegen verify.
`;

export const annotateCommand = defineCommand({
  name: 'annotate',
  summary: 'propose pagination annotations for a document',
  description: 'Finds the paginated operations of an OpenAPI document and proposes x-pagination annotations.',
  usage: '[document] [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('-o, --output <file>', 'file to write the overlay or JSON to (default: standard output)'),
    new Option('--force', 'replace the file of --output instead of adding to it'),
    new Option('--write', 'edit the document in place instead').conflicts(['output', 'format']),
    new Option('--format <format>', 'format of the proposals').choices(['overlay', 'json']).default('overlay'),
    new Option('--min-confidence <number>', 'skip proposals below this confidence, 0 to 1 (default: 0.6)').argParser(
      confidence,
    ),
    new Option('--interactive', 'ask before each proposal (needs a terminal)'),
    new Option('--quiet', 'print no findings and no summary'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/annotate.ts')).runAnnotate,
});

function confidence(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return number;
}

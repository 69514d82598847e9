import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode, Io } from '../io.ts';
import { readingOptions } from '../options.ts';
import type { AnnotateFlags } from '../run/annotate.ts';

const EXAMPLES = `
Examples:
  $ pagegen annotate api.yaml -o pagination.overlay.yaml
  $ pagegen annotate api.yaml --write --interactive        edit the document, asking before each annotation
  $ pagegen annotate api.json --format json --min-confidence 0.9

The proposals are read off the document: check them against the documentation of the API before you rely on them.
`;

/** Adds `pagegen annotate`. */
export function addAnnotate(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('annotate')
    .summary('propose pagination annotations for a document that has none')
    .description('Finds the paginated operations of an OpenAPI document and proposes x-pagination annotations.')
    .usage('<document> [options]')
    .addArgument(new Argument('<document>', 'path of the OpenAPI document, or - for standard input'))
    .addOption(new Option('-o, --output <file>', 'file to write the overlay or JSON to (default: standard output)'))
    .addOption(new Option('--write', 'edit the document in place instead').conflicts(['output', 'format']))
    .addOption(new Option('--format <format>', 'form of the proposals').choices(['overlay', 'json']).default('overlay'))
    .addOption(
      new Option('--min-confidence <number>', 'leave out less sure ones, 0 to 1 (default: 0.6)').argParser(confidence),
    )
    .addOption(new Option('--interactive', 'ask before each proposal (in a terminal)'))
    .addOption(new Option('--quiet', 'print no findings and no closing report'))
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: AnnotateFlags) => {
      if (document === '-' && flags.write) command.error('error: --write needs a file, not standard input');
      if (document === '-' && flags.interactive)
        command.error('error: --interactive needs standard input for the answers');
      if (flags.interactive && !process.stdin.isTTY) command.error('error: --interactive needs a terminal');
      const { annotateCommand } = await import('../run/annotate.ts');
      done(await annotateCommand(document, flags, io));
    });
  for (const option of readingOptions()) command.addOption(option);
}

function confidence(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return number;
}

import { makePrintable } from '../shared/pretty.ts';
import { countOf } from '../shared/words.ts';

/** File that suggested commands write annotations to. */
const OVERLAY = 'pagination.overlay.yaml';

/** How a command came to its document. A suggested command names the document in the same way. */
export interface DocumentSource {
  /** As given on the command line. Undefined if the configuration names the document. */
  readonly given: string | undefined;
  readonly config?: string | undefined;
  readonly project?: readonly string[] | undefined;
  readonly overrides?: readonly string[] | undefined;
  readonly overlay?: readonly string[] | undefined;
}

/** Returns the step after a command that found lists without annotations. Ends with a newline. */
export function stepToAnnotate(count: number, source: DocumentSource): string {
  const subject = `${countOf(count, 'operation')} ${count === 1 ? 'looks like a list but has' : 'look like lists but have'}`;
  return step(`${subject} no annotation.`, command('annotate', source, `-o ${OVERLAY}`));
}

/** Returns the step after annotations were proposed. Ends with a newline. */
export function stepAfterAnnotate(
  source: DocumentSource,
  { output, write }: { readonly output?: string | undefined; readonly write?: boolean | undefined },
): string {
  if (write) return step('', command(undefined, source, source.given === undefined ? '' : '-o <folder>'));
  if (output === undefined) return step('Save the proposals.', command('annotate', source, `-o ${OVERLAY}`));
  if (source.given === undefined) {
    const overlay = makePrintable(output);
    return `Next: review ${overlay}, add it to \`overlays\` in the configuration, and run \`pagegen\`.\n`;
  }
  return step('Review the file.', command(undefined, source, `--overlay ${quote(output)} -o <folder>`));
}

function step(reason: string, line: string): string {
  return `${reason === '' ? '' : `${reason} `}Next: ${line}\n`;
}

function command(name: string | undefined, source: DocumentSource, more: string): string {
  const { given, project, config, overrides, overlay } = source;
  const parts = [
    'pagegen',
    name,
    given === undefined ? undefined : quote(given),
    ...(config === undefined ? [] : [`--config ${quote(config)}`]),
    ...(project ?? []).map((one) => `-p ${quote(one)}`),
    ...(overrides ?? []).map((one) => `--overrides ${quote(one)}`),
    ...(overlay ?? []).map((one) => `--overlay ${quote(one)}`),
    more,
  ];
  return makePrintable(parts.filter((part) => part !== undefined && part !== '').join(' '));
}

/** Quotes an argument for the shells of Linux, macOS and Windows if it needs quotes. */
function quote(text: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(text) ? text : JSON.stringify(text).replaceAll('\\\\', '\\');
}

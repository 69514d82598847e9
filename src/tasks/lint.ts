import { dirname, resolve as resolvePath } from 'node:path';
import { readText } from '../document/files/read-text.ts';
import { type Baseline, baselineOf, parseBaseline, withoutKnown } from '../lint/baseline.ts';
import { fixOnce } from '../lint/fixes/apply.ts';
import type { RuleInfo, Summary } from '../lint/formats/format.ts';
import { rules } from '../lint/rules/index.ts';
import { activate, type LintSettings } from '../lint/settings.ts';
import { replaceText, saveText } from '../output/save-text.ts';
import { InputError } from '../shared/diagnostic.ts';
import type { FileChange } from '../shared/diff.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { relativeName } from '../shared/paths.ts';
import { documentsOf, lintAll, type Run, type RunContext, type Wanted } from './lint-run.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';

export interface LintOptions extends LintSettings, Omit<OpenOptions, 'document' | 'cwd'> {
  /** Paths, globs, or `-` for standard input. Of a glob's matches, files that are no OpenAPI documents are passed over. */
  readonly documents: readonly string[];
  /** Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** An earlier version of the document, for the rule that finds breaking changes. */
  readonly base?: string | undefined;
  /** File of old findings that are not reported again; `update` writes it from what is found now. */
  readonly baseline?: { readonly file: string; readonly update?: boolean } | undefined;
  /** Make the edits that are safe: `write` them to the files, or give them as changes only. */
  readonly fix?: 'write' | 'dry-run' | undefined;
}

export interface LintResult {
  /** Sorted by file, line and column. */
  readonly findings: readonly LocatedDiagnostic[];
  readonly summary: Summary;
  /** Absolute paths of what was linted. */
  readonly documents: readonly string[];
  /** Files that fixes change. */
  readonly changes: readonly FileChange[];
  /** Every rule there is, with the severity that it ran with; rules that are off are left out. */
  readonly rules: readonly RuleInfo[];
}

/** A fix may make another possible; more passes than this mean that two of them undo each other. */
const MAX_PASSES = 10;

/**
 * Checks the pagination of OpenAPI documents. Faults of the documents are findings.
 *
 * @throws InputError where a file cannot be read or written (`no-file-to-fix`: standard input), or a glob matches
 * nothing (`no-documents`)
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  if (options.fix === 'write' && options.documents.includes('-')) {
    const hint = '--fix-dry-run prints what it would change.';
    throw new InputError('no-file-to-fix', '--fix cannot write to standard input.', { hint });
  }
  const cwd = resolvePath(options.cwd ?? '.');
  const active = activate(rules, options);
  const documents = await documentsOf(options.documents, cwd);
  const reading = { ...options, cwd };
  const base = options.base === undefined ? undefined : await readBase(options.base, reading);
  const context = { active, base, reading };
  const run = await lintAll(documents, context);
  const fixed = options.fix === undefined ? undefined : await fixAll(run, documents, context);
  if (options.fix === 'write') {
    for (const { file, before, after } of fixed?.changes ?? []) await replaceText(file, before, after);
  }
  const { findings, suppressed, linted } = fixed?.run ?? run;
  const { kept, known } = await applyBaseline(findings, options, cwd);
  return {
    findings: kept,
    summary: summarize(kept, { documents: linted.length, suppressed, known, fixed: fixed?.edits ?? 0 }),
    documents: linted,
    changes: fixed?.changes ?? [],
    rules: active.flatMap(({ rule: { id, summary }, level }) =>
      level === 'off' ? [] : [{ id, summary, severity: level }],
    ),
  };
}

/** Overlays and the like hold for both documents. */
async function readBase(path: string, reading: RunContext['reading']): Promise<OpenedDocument> {
  const read = await openDocument({ ...reading, document: path });
  if (read.model !== undefined) return read;
  throw new InputError('invalid-base', `${path} cannot be read as an OpenAPI document to compare with.`, {
    hint: `Run \`pagegen lint ${path}\` to see why.`,
  });
}

interface Mended {
  readonly run: Run;
  readonly changes: readonly FileChange[];
  readonly edits: number;
}

/**
 * Mends all that is sure. What several operations share and what would have to be mended in another way for each of
 * them is left as it was.
 */
async function fixAll(first: Run, documents: readonly Wanted[], context: RunContext): Promise<Mended> {
  const refused = new Set<string>();
  for (;;) {
    const { mended, again } = await fixBut(refused, first, documents, context);
    if (again.length === 0) return mended;
    for (const place of again) refused.add(place);
  }
}

/** `again`: the places that one pass mended and the next found at fault once more. */
async function fixBut(
  refused: ReadonlySet<string>,
  first: Run,
  documents: readonly Wanted[],
  context: RunContext,
): Promise<{ readonly mended: Mended; readonly again: readonly string[] }> {
  const textOverrides = new Map<string, string>();
  const mended = new Set<string>();
  let run = first;
  let edits = 0;
  let again: readonly string[] = [];
  for (let pass = 0; pass < MAX_PASSES && again.length === 0; pass++) {
    const fixed = fixOnce(run.findings, run.texts, refused);
    if (fixed.edits === 0) break;
    again = fixed.places.filter((place) => mended.has(place));
    for (const place of fixed.places) mended.add(place);
    edits += fixed.edits;
    for (const [file, text] of fixed.texts) textOverrides.set(file, text);
    run = await lintAll(documents, context, textOverrides);
  }
  const changes = [...textOverrides].map(([file, after]) => ({
    file,
    before: first.texts.get(file)?.text ?? '',
    after,
  }));
  return { mended: { run, changes, edits }, again };
}

async function applyBaseline(
  findings: readonly LocatedDiagnostic[],
  { baseline }: LintOptions,
  cwd: string,
): Promise<{ readonly kept: readonly LocatedDiagnostic[]; readonly known: number }> {
  if (baseline === undefined) return { kept: findings, known: 0 };
  const file = resolvePath(cwd, baseline.file);
  // Paths are relative to the baseline, so that it means the same wherever the command runs.
  const nameOf = (path: string): string => relativeName(path, dirname(file));
  if (baseline.update) {
    await saveText(file, `${JSON.stringify(baselineOf(findings, nameOf), null, 2)}\n`);
    return { kept: [], known: findings.length };
  }
  return withoutKnown(findings, await readBaseline(file, baseline.file), nameOf);
}

async function readBaseline(file: string, displayPath: string): Promise<Baseline> {
  const baseline = parseBaseline(await readText(file, displayPath));
  if (baseline !== undefined) return baseline;
  throw new InputError('invalid-baseline', `${displayPath} is no baseline of pagegen.`, {
    hint: 'Write one with --update-baseline.',
  });
}

function summarize(
  findings: readonly LocatedDiagnostic[],
  rest: Pick<Summary, 'documents' | 'suppressed' | 'known' | 'fixed'>,
): Summary {
  const count = (wanted: LocatedDiagnostic['severity']): number =>
    findings.filter(({ severity }) => severity === wanted).length;
  return { ...rest, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

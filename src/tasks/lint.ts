import { dirname, resolve as resolvePath } from 'node:path';
import { readText } from '../document/files/read-text.ts';
import { fixOnce } from '../lint/fixes.ts';
import type { RuleInfo, Summary } from '../lint/formats/format.ts';
import { type Baseline, baselineOf, parseBaseline, withoutKnown } from '../lint/known-findings.ts';
import { rules } from '../lint/rules/index.ts';
import { activate, type LintSettings } from '../lint/settings.ts';
import { replaceText, saveText } from '../output/save-text.ts';
import { InputError } from '../shared/diagnostic.ts';
import type { FileChange } from '../shared/diff.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { isRemote, relativeName } from '../shared/paths.ts';
import { documentsOf, type LintRun, lintAll, type RequestedDocument, type RunContext } from './lint-run.ts';
import { type DialectCounts, type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';

export interface LintOptions extends LintSettings, Omit<OpenOptions, 'document' | 'cwd'> {
  /** Paths, globs, or `-` for standard input. Files that match a glob but are not OpenAPI documents are skipped. */
  readonly documents: readonly string[];
  /** Options for reading some documents, by absolute path. They override those for all documents. */
  readonly readingByFile?: RunContext['readingByFile'];
  /** The folder that paths are relative to. Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** An earlier version of the document, for the rule that finds breaking changes. */
  readonly base?: string | undefined;
  /** File with known findings, which are not reported. `update` writes the current findings to it. */
  readonly baseline?: { readonly file: string; readonly update?: boolean } | undefined;
  /** Apply safe fixes: `write` changes the files, `dry-run` only returns the changes. */
  readonly fix?: 'write' | 'dry-run' | undefined;
}

export interface LintResult {
  /** Sorted by file, line and column. */
  readonly findings: readonly LocatedDiagnostic[];
  readonly summary: Summary;
  /** Absolute paths of the documents that were linted. */
  readonly documents: readonly string[];
  /** Changes of files by fixes. */
  readonly changes: readonly FileChange[];
  /** Every rule that ran, with its severity. */
  readonly rules: readonly RuleInfo[];
  /** Number of operations by the key of another tool's annotation. */
  readonly dialects: DialectCounts;
}

/** One fix can make another one possible. If more passes are needed, two fixes undo each other. */
const MAX_PASSES = 10;

/**
 * Checks the pagination of OpenAPI documents. Errors in the documents become findings.
 *
 * @throws InputError if a file cannot be read or written (`no-file-to-fix` for standard input), or if a glob matches
 * nothing (`no-documents`)
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const unwritable = options.documents.find((path) => path === '-' || isRemote(path));
  if (options.fix === 'write' && unwritable !== undefined) {
    const hint = 'Use --fix-dry-run, which prints the changes.';
    const place = unwritable === '-' ? 'standard input' : 'a URL';
    throw new InputError('no-file-to-fix', `--fix cannot write to ${place}.`, { hint });
  }
  const cwd = resolvePath(options.cwd ?? '.');
  const active = activate(rules, options);
  const documents = await documentsOf(options.documents, cwd);
  const reading = { ...options, cwd };
  const base = options.base === undefined ? undefined : await readBase(options.base, reading);
  const context = { active, base, reading, readingByFile: options.readingByFile };
  const run = await lintAll(documents, context);
  const fixed = options.fix === undefined ? undefined : await fixAll(run, documents, context);
  if (options.fix === 'write') {
    for (const { file, before, after } of fixed?.changes ?? []) await replaceText(file, before, after);
  }
  const { findings, suppressed, linted, dialects } = fixed?.run ?? run;
  const { kept, known } = await applyBaseline(findings, options, cwd);
  return {
    findings: kept,
    summary: summarize(kept, { documents: linted.length, suppressed, known, fixed: fixed?.edits ?? 0 }),
    documents: linted,
    changes: fixed?.changes ?? [],
    dialects,
    rules: active.flatMap(({ rule: { id, summary }, level }) =>
      level === 'off' ? [] : [{ id, summary, severity: level }],
    ),
  };
}

/** Opens the base document, with the same overlays and options as the document. */
async function readBase(path: string, reading: RunContext['reading']): Promise<OpenedDocument> {
  const read = await openDocument({ ...reading, document: path });
  if (read.model !== undefined) return read;
  throw new InputError('invalid-base', `${path} cannot be read as an OpenAPI document to compare with.`, {
    hint: `Run \`pagegen lint ${path}\` to see why.`,
  });
}

interface FixedRun {
  readonly run: LintRun;
  readonly changes: readonly FileChange[];
  readonly edits: number;
}

/**
 * Applies safe fixes. A fix in a shared part is undone if its operations need different values: the next pass would find
 * the part wrong again.
 */
async function fixAll(first: LintRun, documents: readonly RequestedDocument[], context: RunContext): Promise<FixedRun> {
  const excluded = new Set<string>();
  for (;;) {
    const { fixed, repeated } = await fixExcept(excluded, first, documents, context);
    if (repeated.length === 0) return fixed;
    for (const place of repeated) excluded.add(place);
  }
}

/** Applies safe fixes except at some places. `repeated` has the places that a later pass would fix again. */
async function fixExcept(
  excluded: ReadonlySet<string>,
  first: LintRun,
  documents: readonly RequestedDocument[],
  context: RunContext,
): Promise<{ readonly fixed: FixedRun; readonly repeated: readonly string[] }> {
  const textOverrides = new Map<string, string>();
  const fixedPlaces = new Set<string>();
  let run = first;
  let edits = 0;
  let repeated: readonly string[] = [];
  for (let pass = 0; pass < MAX_PASSES && repeated.length === 0; pass++) {
    const fixed = fixOnce(run.findings, run.texts, excluded);
    if (fixed.edits === 0) break;
    repeated = fixed.places.filter((place) => fixedPlaces.has(place));
    for (const place of fixed.places) fixedPlaces.add(place);
    edits += fixed.edits;
    for (const [file, text] of fixed.texts) textOverrides.set(file, text);
    run = await lintAll(documents, context, textOverrides);
  }
  const changes = [...textOverrides].map(([file, after]) => ({
    file,
    before: first.texts.get(file)?.text ?? '',
    after,
  }));
  return { fixed: { run, changes, edits }, repeated };
}

async function applyBaseline(
  findings: readonly LocatedDiagnostic[],
  { baseline }: LintOptions,
  cwd: string,
): Promise<{ readonly kept: readonly LocatedDiagnostic[]; readonly known: number }> {
  if (baseline === undefined) return { kept: findings, known: 0 };
  const file = resolvePath(cwd, baseline.file);
  // Paths are relative to the baseline, so that it means the same wherever the command runs.
  const portablePath = (path: string): string => relativeName(path, dirname(file));
  if (baseline.update) {
    await saveText(file, `${JSON.stringify(baselineOf(findings, portablePath), null, 2)}\n`);
    return { kept: [], known: findings.length };
  }
  return withoutKnown(findings, await readBaseline(file, baseline.file), portablePath);
}

async function readBaseline(file: string, displayPath: string): Promise<Baseline> {
  const baseline = parseBaseline(await readText(file, displayPath));
  if (baseline !== undefined) return baseline;
  throw new InputError('invalid-baseline', `${displayPath} is not a baseline of pagegen.`, {
    hint: 'Write a baseline with --update-baseline.',
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

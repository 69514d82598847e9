import { isAbsolute, relative, resolve as resolvePath, sep } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { FileChange } from './diagnostics/formats/diff.ts';
import type { RuleInfo, Summary } from './diagnostics/formats/format.ts';
import { InputError } from './diagnostics/input-error.ts';
import { type LocatedDiagnostic, type LocatedText, locate } from './diagnostics/locate.ts';
import { type Baseline, baselineOf, parseBaseline, withoutKnown } from './lint/baseline.ts';
import { fixOnce } from './lint/fix.ts';
import { lintedDocument } from './lint/linted-document.ts';
import { rules } from './lint/rules/index.ts';
import { runRules } from './lint/run-rules.ts';
import { type ActiveRule, activate, type LintSettings } from './lint/settings.ts';
import { suppress } from './lint/suppressions.ts';
import { findDocuments, isGlob } from './load/find-documents.ts';
import { readText } from './load/read-text.ts';
import { type ReadApi, readApi } from './read-api.ts';
import { replaceText } from './write/replace-text.ts';
import { saveText } from './write/save-text.ts';

export interface LintOptions extends LintSettings {
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
 * @throws InputError where a file cannot be read or written, or a glob matches nothing (`no-documents`)
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const cwd = resolvePath(options.cwd ?? '.');
  const active = activate(rules, options);
  const documents = await documentsOf(options.documents, cwd);
  const base = options.base === undefined ? undefined : await readBase(options.base, cwd);
  const run = await lintAll(documents, active, base, cwd);
  const fixed = options.fix === undefined ? undefined : await fixAll(run, documents, active, base, cwd);
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

interface Run {
  readonly findings: readonly LocatedDiagnostic[];
  readonly suppressed: number;
  readonly texts: ReadonlyMap<string, LocatedText>;
  readonly linted: readonly string[];
}

interface Wanted {
  readonly path: string;
  /** Matched by a glob: whatever is no OpenAPI document is passed over. */
  readonly found: boolean;
}

async function documentsOf(patterns: readonly string[], cwd: string): Promise<Wanted[]> {
  const wanted = new Map<string, Wanted>();
  for (const pattern of patterns) {
    const paths = isGlob(pattern) ? await findDocuments(pattern, cwd) : [pattern];
    if (paths.length === 0) throw new InputError('no-documents', `No file matches ${pattern}.`);
    for (const path of paths) {
      const key = path === '-' ? path : resolvePath(cwd, path);
      if (!wanted.has(key)) wanted.set(key, { path, found: isGlob(pattern) });
    }
  }
  return [...wanted.values()];
}

/** Lints every document. A file that several of them refer to is reported once. */
async function lintAll(
  documents: readonly Wanted[],
  active: readonly ActiveRule[],
  base: ReadApi | undefined,
  cwd: string,
  instead: ReadonlyMap<string, string> = new Map(),
): Promise<Run> {
  const findings = new Map<string, LocatedDiagnostic>();
  const texts = new Map<string, LocatedText>();
  const linted: string[] = [];
  let suppressed = 0;
  for (const { path, found } of documents) {
    const one = await lintOne(path, active, base, cwd, instead);
    if (found && !one.isApi) continue;
    linted.push(one.file);
    suppressed += one.suppressed;
    for (const [file, text] of one.texts) texts.set(file, text);
    for (const finding of one.findings) {
      const { file, line, column, code, message } = finding;
      const key = JSON.stringify([file, line, column, code, message]);
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  if (linted.length === 0) throw new InputError('no-documents', 'None of the files is an OpenAPI document.');
  return { findings: [...findings.values()], suppressed, texts, linted };
}

async function lintOne(
  path: string,
  active: readonly ActiveRule[],
  base: ReadApi | undefined,
  cwd: string,
  instead: ReadonlyMap<string, string>,
) {
  const diagnostics: Diagnostic[] = [];
  const { file, texts, document, model } = await readApi(
    { document: path, cwd },
    (each) => diagnostics.push(each),
    instead,
  );
  const input = { api: model, base: base?.model, document: document && lintedDocument(document), diagnostics };
  const located = locate(runRules(input, active), new Map([...texts, ...(base?.texts ?? [])]));
  const running = new Set(active.filter(({ level }) => level !== 'off').map(({ rule }) => rule.id));
  const known = [...active.map(({ rule }) => rule.id), ...located.map(({ code }) => code)];
  const { kept, suppressed } = suppress(located, texts, known, running);
  return { file, texts, isApi: document !== undefined, findings: sorted(kept, file), suppressed: suppressed.length };
}

/** Findings of comments come last out of `suppress`. */
function sorted(findings: readonly LocatedDiagnostic[], root: string): LocatedDiagnostic[] {
  return [...findings].sort(
    (a, b) =>
      Number(b.file === root) - Number(a.file === root) ||
      (a.file < b.file ? -1 : Number(a.file > b.file)) ||
      a.line - b.line ||
      a.column - b.column,
  );
}

async function readBase(path: string, cwd: string): Promise<ReadApi> {
  const read = await readApi({ document: path, cwd }, () => {});
  if (read.model !== undefined) return read;
  throw new InputError('invalid-base', `${path} cannot be read as an OpenAPI document to compare with.`, {
    hint: `Run \`pagegen lint ${path}\` to see why.`,
  });
}

async function fixAll(
  first: Run,
  documents: readonly Wanted[],
  active: readonly ActiveRule[],
  base: ReadApi | undefined,
  cwd: string,
): Promise<{ run: Run; changes: readonly FileChange[]; edits: number }> {
  const running = active.filter(({ level }) => level !== 'off').map(({ rule }) => rule);
  const instead = new Map<string, string>();
  let run = first;
  let edits = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const fixed = fixOnce(run.findings, run.texts, running);
    if (fixed.edits === 0) break;
    edits += fixed.edits;
    for (const [file, text] of fixed.texts) instead.set(file, text);
    run = await lintAll(documents, active, base, cwd, instead);
  }
  const changes = [...instead].map(([file, after]) => ({ file, before: first.texts.get(file)?.text ?? '', after }));
  return { run, changes, edits };
}

async function applyBaseline(
  findings: readonly LocatedDiagnostic[],
  { baseline }: LintOptions,
  cwd: string,
): Promise<{ readonly kept: readonly LocatedDiagnostic[]; readonly known: number }> {
  if (baseline === undefined) return { kept: findings, known: 0 };
  const file = isAbsolute(baseline.file) ? baseline.file : resolvePath(cwd, baseline.file);
  // Paths are relative to the baseline, so that it means the same wherever the command runs.
  const nameOf = (path: string): string => relative(resolvePath(file, '..'), path).split(sep).join('/');
  if (baseline.update) {
    await saveText(file, `${JSON.stringify(baselineOf(findings, nameOf), null, 2)}\n`);
    return { kept: [], known: findings.length };
  }
  return withoutKnown(findings, await readBaseline(file, baseline.file), nameOf);
}

async function readBaseline(file: string, shown: string): Promise<Baseline> {
  const baseline = parseBaseline(await readText(file, shown));
  if (baseline !== undefined) return baseline;
  throw new InputError('invalid-baseline', `${shown} is no baseline of pagegen.`, {
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

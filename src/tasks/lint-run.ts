import type { Annotated } from '../annotation/verify/pagination.ts';
import { findDocuments, isGlob } from '../document/files/find-documents.ts';
import { suppress } from '../lint/known-findings.ts';
import { lintedDocument, runRules } from '../lint/run-rules.ts';
import type { ActiveRule } from '../lint/settings.ts';
import { asError, InputError } from '../shared/diagnostic.ts';
import { type LocatedDiagnostic, type LocatedText, locate } from '../shared/locate.ts';
import { absolutePath, isRemote } from '../shared/paths.ts';
import {
  countDialects,
  type DialectCounts,
  type OpenedDocument,
  type OpenOptions,
  openDocument,
} from './open-document.ts';

/** The rules and settings with which every document of a run is linted. */
export interface RunContext {
  readonly active: readonly ActiveRule[];
  readonly base: OpenedDocument | undefined;
  /** Options for opening documents. */
  readonly reading: Omit<OpenOptions, 'document'>;
  /** Options for some documents, by absolute path. They override `reading`. */
  readonly readingByFile?: ReadonlyMap<string, Omit<OpenOptions, 'document' | 'cwd'>> | undefined;
}

/** The result of one pass over all documents. */
export interface LintRun {
  readonly findings: readonly LocatedDiagnostic[];
  readonly suppressed: number;
  readonly texts: ReadonlyMap<string, LocatedText>;
  /** Absolute paths of the documents that were linted. */
  readonly linted: readonly string[];
  /** The annotations of other tools in these documents. */
  readonly dialects: DialectCounts;
}

/** A document to lint. */
export interface RequestedDocument {
  readonly path: string;
  /** True if a glob matched it. Such a file is skipped if it is not an OpenAPI document. */
  readonly isMatched: boolean;
}

/**
 * Returns the documents that paths and globs name, each once.
 *
 * @throws InputError `no-documents`
 */
export async function documentsOf(patterns: readonly string[], cwd: string): Promise<RequestedDocument[]> {
  const requested = new Map<string, RequestedDocument>();
  for (const pattern of patterns) {
    const paths = !isRemote(pattern) && isGlob(pattern) ? await findDocuments(pattern, cwd) : [pattern];
    if (paths.length === 0) throw new InputError('no-documents', `No file matches ${pattern}.`);
    for (const path of paths) {
      const key = path === '-' ? path : absolutePath(cwd, path);
      if (!requested.has(key)) requested.set(key, { path, isMatched: isGlob(pattern) });
    }
  }
  return [...requested.values()];
}

/** Lints every document. Findings in a file that several documents refer to are reported once. */
export async function lintAll(
  documents: readonly RequestedDocument[],
  context: RunContext,
  textOverrides: ReadonlyMap<string, string> = new Map(),
): Promise<LintRun> {
  const findings = new Map<string, LocatedDiagnostic>();
  const texts = new Map<string, LocatedText>();
  const linted: string[] = [];
  const annotated: Annotated[] = [];
  let suppressed = 0;
  for (const { path, isMatched } of documents) {
    const one = await lintOne(path, context, textOverrides);
    if (isMatched && !one.isApi) continue;
    linted.push(one.file);
    annotated.push(...one.annotated);
    suppressed += one.suppressed;
    for (const [file, text] of one.texts) texts.set(file, text);
    for (const finding of one.findings) {
      const { file, line, column, code, message } = finding;
      const key = JSON.stringify([file, line, column, code, message]);
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  if (linted.length === 0) throw new InputError('no-documents', 'None of the files is an OpenAPI document.');
  return { findings: [...findings.values()], suppressed, texts, linted, dialects: countDialects(annotated) };
}

async function lintOne(
  path: string,
  { active, base, reading, readingByFile }: RunContext,
  textOverrides: ReadonlyMap<string, string>,
) {
  const own = readingByFile?.get(absolutePath(reading.cwd ?? '.', path));
  const opened = await openDocument({ ...reading, ...own, document: path }, textOverrides);
  const { file, texts, document, annotated } = opened;
  const { findings, suppressed } = lintOpened(opened, active, base);
  const judged = reading.strict ? findings.map(asError) : findings;
  return { file, texts, isApi: document !== undefined, annotated, findings: judged, suppressed };
}

/** Lints an opened document. */
export function lintOpened(
  { file, texts, document, model, diagnostics }: OpenedDocument,
  active: readonly ActiveRule[],
  base?: OpenedDocument,
): { readonly findings: readonly LocatedDiagnostic[]; readonly suppressed: number } {
  const input = { api: model, base: base?.model, document: document && lintedDocument(document), diagnostics };
  const located = locate(runRules(input, active), new Map([...texts, ...(base?.texts ?? [])]));
  const running = new Set(active.filter(({ level }) => level !== 'off').map(({ rule }) => rule.id));
  const known = [...active.map(({ rule }) => rule.id), ...located.map(({ code }) => code)];
  const { kept, suppressed } = suppress(located, texts, known, running);
  return { findings: sortFindings(kept, file), suppressed: suppressed.length };
}

/** Sorts findings. `suppress` appends those about comments at the end. */
function sortFindings(findings: readonly LocatedDiagnostic[], root: string): LocatedDiagnostic[] {
  return [...findings].sort(
    (a, b) =>
      Number(b.file === root) - Number(a.file === root) ||
      (a.file < b.file ? -1 : Number(a.file > b.file)) ||
      a.line - b.line ||
      a.column - b.column,
  );
}

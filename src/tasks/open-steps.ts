import { normalize } from '../annotation/normalize.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import type { SourceDocument } from '../document/parse/source-document.ts';
import { reachedParts } from '../document/refs/reached-parts.ts';
import type { AllowedTargets } from '../document/refs/reference.ts';
import { type LoadResult, resolveSteps } from '../document/refs/resolve.ts';
import { type ResolvedDocument, unlikeDocument } from '../document/refs/resolved-document.ts';
import { isSwagger, needsUpgrade } from '../document/swagger/upgrade.ts';
import { type ApiModel, withoutIncompleteOperations } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { type OperationSelection, operationFilter } from '../model/select-operations.ts';
import { asError, type Diagnostic, InputError, isError, type Report } from '../shared/diagnostic.ts';
import type { Location } from '../shared/json.ts';
import { type LocatedDiagnostic, type LocatedText, locate } from '../shared/locate.ts';
import { absolutePath } from '../shared/paths.ts';

/** A document as far as it could be read. Diagnostics explain missing parts. */
export interface OpenedDocument {
  /** Absolute path of the document. */
  readonly file: string;
  /** Absolute path of the folder that holds the document. */
  readonly folder: string;
  /** Every text that was read, the document itself first. */
  readonly texts: ReadonlyMap<string, LocatedText>;
  /** Absolute path or URL of every file that was read or attempted. */
  readonly inputs: readonly string[];
  /** Undefined if the text is not a document of a supported version. */
  readonly document?: ResolvedDocument | undefined;
  readonly model?: ApiModel | undefined;
  /** Operations that the model does not have, because a part of them cannot be read. */
  readonly incomplete: readonly Operation[];
  /** The annotation that was used for each annotated operation, and the result of its verification. */
  readonly annotated: readonly Annotated[];
  /** Diagnostics in the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
  /** True if a diagnostic is an error. */
  readonly hasErrors: boolean;
  /** Returns diagnostics with line and column, sorted. Default: those of opening the document. */
  locate(diagnostics?: readonly Diagnostic[]): LocatedDiagnostic[];
}

/**
 * Steps of a computation that runs either way: with a driver that awaits each promise that it yields, or, if its
 * platform yields none, at once.
 */
export type Steps<Value> = Generator<Promise<unknown>, Value, unknown>;

/** The parts of opening a document that wait for files or load modules on demand. */
export interface Platform {
  read(file: string, displayPath: string | undefined): Steps<string>;
  /** Reads a file that a reference leads to; throws an `InputError` if it must not or cannot be read. */
  readReferenced(file: string): Steps<string>;
  parse(file: string, text: string, report: Report): Steps<SourceDocument | undefined>;
  upgrade(source: SourceDocument, report: Report): Steps<SourceDocument | undefined>;
  overlay(
    written: SourceDocument,
    layers: readonly SourceDocument[],
    report: Report,
    overrides: readonly SourceDocument[],
  ): Steps<SourceDocument | undefined>;
  /** Runs independent steps. The results have the order of the steps. */
  all<Value>(works: readonly (() => Steps<Value>)[]): Steps<Value[]>;
}

/** The document to open, and the files and origins that its references may name. */
export interface OpenTarget extends Omit<AllowedTargets, 'folder'> {
  readonly root: {
    readonly file: string;
    readonly folder: string;
    readonly displayPath: string;
    readonly text?: string;
  };
  readonly overrides?: readonly string[] | undefined;
  readonly overlays?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  readonly dialect?: string | undefined;
  readonly selection?: OperationSelection | undefined;
  readonly lenient?: boolean | undefined;
  readonly strict?: boolean | undefined;
}

/** Opens a document. Every command and plugin uses these stages, in this order. */
export function* openSteps(target: OpenTarget, platform: Platform): Steps<OpenedDocument> {
  const { root, overrides = [], overlays = [], cwd = '.', dialect, selection = {}, lenient, folders, origins } = target;
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const texts = new Map<string, LocatedText>();
  const inputs = new Set<string>();
  let ofSwagger = false;

  function* parse(file: string, text: string): Steps<SourceDocument | undefined> {
    const content = text.replace(/^\uFEFF/, '');
    texts.set(file, { text: content });
    const source = yield* platform.parse(file, content, report);
    if (source) texts.set(file, source);
    return source;
  }
  function* read(file: string, displayPath?: string): Steps<SourceDocument | undefined> {
    inputs.add(file);
    return yield* parse(file, yield* platform.read(file, displayPath));
  }
  function* readAll(paths: readonly string[]): Steps<SourceDocument[]> {
    const sources: SourceDocument[] = [];
    for (const path of paths) {
      const source = yield* read(absolutePath(cwd, path), path);
      if (source) sources.push(source);
    }
    return sources;
  }
  function* upgrade(parsed: SourceDocument | undefined): Steps<SourceDocument | undefined> {
    if (parsed === undefined) return undefined;
    ofSwagger ||= isSwagger(parsed);
    const source = needsUpgrade(parsed, ofSwagger)
      ? keepPlaces(parsed, yield* platform.upgrade(parsed, report))
      : parsed;
    if (source) texts.set(source.file, source);
    return source;
  }
  function* load(file: string): Steps<LoadResult> {
    inputs.add(file);
    try {
      return yield* upgrade(yield* parse(file, yield* platform.readReferenced(file)));
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  }

  inputs.add(root.file);
  const written =
    root.text === undefined ? yield* read(root.file, root.displayPath) : yield* parse(root.file, root.text);
  const unlike = written === undefined ? unlikeDocument(root.file, texts.get(root.file)?.text ?? '') : undefined;
  if (unlike !== undefined) diagnostics.splice(0, diagnostics.length, unlike);
  const merged = yield* readAll(overrides);
  const layers = yield* readAll(overlays);
  const source = yield* upgrade(written && (yield* platform.overlay(written, layers, report, merged)));
  let document: OpenedDocument['document'];
  if (source) {
    const steps = resolveSteps(source, { folder: root.folder, folders, origins }, report, lenient);
    let step = steps.next([]);
    while (!step.done) step = steps.next(yield* platform.all(step.value.map((file) => () => load(file))));
    document = step.value;
  }
  const annotated: Annotated[] = [];
  const onAnnotated = (each: Annotated): void => void annotated.push(each);
  const whole = document && normalize(document, report, { dialect, selection, lenient, onAnnotated });
  const part = document && whole && selectPart(document, whole, selection);
  const model = part && withoutIncompleteOperations(part.model, report);
  const found = diagnostics
    .filter(({ location }) => part?.isRelevant(location) ?? true)
    .map((diagnostic) => (target.strict ? asError(diagnostic) : diagnostic));
  return {
    file: root.file,
    folder: root.folder,
    texts,
    inputs: [...inputs],
    document,
    model,
    incomplete: part?.model.operations.filter(({ isIncomplete }) => isIncomplete) ?? [],
    annotated,
    diagnostics: found,
    hasErrors: found.some(isError),
    locate: (each = found) => locate(each, texts),
  };
}

/** Returns the selected operations of an API, and a test for places that they depend on. */
function selectPart(
  document: ResolvedDocument,
  whole: ApiModel,
  selection: OperationSelection,
): { readonly model: ApiModel; readonly isRelevant: (location: Location) => boolean } {
  const isSelected = operationFilter(whole, selection);
  if (isSelected === undefined) return { model: whole, isRelevant: () => true };
  const selected = whole.operations.filter(isSelected);
  const placesOf = (operations: readonly Operation[]): Location[] => operations.map(({ location }) => location);
  const unselected = whole.operations.filter((operation) => !isSelected(operation));
  const parts = { selected: placesOf(selected), unselected: placesOf(unselected) };
  return { model: { ...whole, operations: selected }, isRelevant: reachedParts(document, parts) };
}

/** Keeps the places of parts that come from an overlay. */
function keepPlaces(written: SourceDocument, source: SourceDocument | undefined): SourceDocument | undefined {
  const places = source?.upgraded;
  if (source === undefined || written.elsewhere === undefined || places === undefined) return source;
  return { ...source, elsewhere: (pointer) => written.elsewhere?.(places.origin(pointer)) };
}

/** Waits for a value, as a step that {@link runAsync} runs. */
export function* wait<Value>(value: Value | Promise<Value>): Steps<Value> {
  // `runAsync` answers each promise with its own value, which a generator's type cannot express.
  return (yield Promise.resolve(value)) as Value;
}

/** Computes a value without waiting. */
// biome-ignore lint/correctness/useYield: the steps of a synchronous platform wait for nothing.
export function* atOnce<Value>(work: () => Value): Steps<Value> {
  return work();
}

/** Runs steps, awaiting every promise that they yield. */
export async function runAsync<Value>(work: () => Steps<Value>): Promise<Value> {
  const steps = work();
  let step = steps.next();
  while (!step.done) {
    const settled = await Promise.allSettled([step.value]);
    const [outcome] = settled;
    step = outcome.status === 'fulfilled' ? steps.next(outcome.value) : steps.throw(outcome.reason);
  }
  return step.value;
}

/** Runs steps whose platform waits for nothing. */
export function runSync<Value>(work: () => Steps<Value>): Value {
  const step = work().next();
  if (!step.done) throw new Error('A synchronous platform must not wait.');
  return step.value;
}

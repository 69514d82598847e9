import { BUDGET, BUDGETS } from '../annotation/budgets.ts';
import { type Insertion, insertMembers } from '../document/edit/insert-members.ts';
import { type OverlayAction, overlayText } from '../document/edit/overlay-text.ts';
import { infer, type Proposal, type SkippedOperation } from '../inference/infer.ts';
import { findBudget, type ProposedBudget } from '../inference/rate-limit.ts';
import { operationLabel } from '../model/operation.ts';
import { appendToken, isJsonObject, type JsonValue, type Location, valueAt } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';
import { verifyProposals } from './verify-proposals.ts';

export { saveText } from '../output/save-text.ts';
export type { Proposal, SkippedOperation };

export interface AnnotateOptions extends OpenOptions {
  /** The lowest confidence of a proposal. Default: 0.6. */
  readonly minConfidence?: number | undefined;
}

export interface AnnotateResult {
  /** Proposals that pass verification, in the order of the document. */
  readonly proposals: readonly Proposal[];
  readonly skipped: readonly SkippedOperation[];
  /** The rate limit that the document states, if it has no budget. */
  readonly budget?: ProposedBudget;
  /** Diagnostics of the unchanged document, sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** The opened document. If it has no model, the diagnostics say why. */
  readonly read: OpenedDocument;
  /** Number of operations that are annotated already, including those declared as not paginated. */
  readonly annotated: number;
}

/** Proposals in written form. */
export interface WrittenProposals<Content> {
  readonly content: Content;
  /** Proposals that cannot be written in this form. */
  readonly missed: readonly Proposal[];
}

const KEY = 'x-pagination';

/**
 * Proposes pagination annotations for the operations of a document that have none, even if the document has errors.
 * Verifies each proposal in the document, as `generate` does. Proposals that fail are skipped, with the reason.
 *
 * @throws InputError if the document cannot be read, like `generate`
 */
export async function annotate(options: AnnotateOptions): Promise<AnnotateResult> {
  const read = await openDocument(options);
  const { model } = read;
  const { minConfidence, dialect } = options;
  const inference = model === undefined ? { proposals: [], skipped: [] } : infer(model, minConfidence);
  const faulty = inference.proposals.filter((proposal) => hasFaultyAnnotation(proposal, read));
  const { proposals, refused } = await verifyProposals(
    inference.proposals.filter((proposal) => !faulty.includes(proposal)),
    read,
    dialect,
  );
  const reason = 'its `x-pagination` has errors; fix them, or remove it to get a proposal';
  const unfit = faulty.map(({ method, path, operationId }) => ({
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    reason,
  }));
  const budget = model && findBudget(model);
  return {
    proposals,
    ...(budget !== undefined && { budget }),
    skipped: [...inference.skipped, ...unfit, ...refused],
    diagnostics: read.locate(),
    read,
    annotated: (model?.operations ?? []).filter(
      ({ strategies, paginationDeclined }) => strategies.length > 0 || paginationDeclined === true,
    ).length,
  };
}

/** True if an annotation of the author does not verify: it is theirs to correct. */
function hasFaultyAnnotation({ location: { file, pointer } }: Proposal, { diagnostics }: OpenedDocument): boolean {
  const place = `${pointer}/${KEY}`;
  return diagnostics.some(
    ({ severity, location }) =>
      severity === 'error' && location.file === file && `${location.pointer}/`.startsWith(`${place}/`),
  );
}

/**
 * Returns the proposals as an OpenAPI Overlay, with confidence and reasons as comments. An overlay changes the document
 * itself, but not the files that it refers to.
 */
export function overlayOf({ read, budget }: AnnotateResult, proposals: readonly Proposal[]): WrittenProposals<string> {
  const within = onePerPlace(proposals.filter(({ location }) => location.file === read.file));
  const actions = [
    ...within.flatMap((proposal) => actionsOf(proposal, read)),
    ...(budget === undefined || within.length === 0 ? [] : budgetActions(budget, read)),
  ];
  const comments = ['Proposed by `pagegen annotate`: check each annotation against the documentation of the API.'];
  const { title = '', version = '' } = read.model ?? {};
  return {
    content: overlayText({ title: `Pagination of ${title}`, version, comments }, actions),
    missed: proposals.filter(({ location }) => location.file !== read.file),
  };
}

/** Returns the actions for a proposal. First removes what another tool wrote there: an update would merge the two. */
function actionsOf(proposal: Proposal, read: OpenedDocument): OverlayAction[] {
  const pointer = writtenAt(read, proposal.location);
  const comments = [
    `${operationLabel(proposal)}: confidence ${proposal.confidence}`,
    ...proposal.reasons.map((reason) => `- ${reason}`),
  ];
  const update = { [KEY]: proposal.annotation as unknown as JsonValue };
  if (!hasKey(proposal, read)) return [{ pointer, update, comments }];
  const foreign = [...comments, `The \`${KEY}\` of another tool is removed first.`];
  return [
    { pointer: appendToken(pointer, KEY), update: 'remove', comments: foreign },
    { pointer, update, comments: [] },
  ];
}

/** Returns the actions for a budget: its declaration, and the operations that count against it. */
function budgetActions(budget: ProposedBudget, read: OpenedDocument): OverlayAction[] {
  const { declaration, places } = budgetMembers(budget, read);
  const isForAll = places.includes('');
  const comments = [`Budget: ${budget.reason}`];
  return [
    { pointer: '', update: { ...declaration, ...(isForAll && { [BUDGET]: budget.name }) }, comments },
    ...places
      .filter((pointer) => pointer !== '')
      .map((pointer) => ({ pointer, update: { [BUDGET]: budget.name }, comments: [] })),
  ];
}

/** Returns the declaration of a budget, and the objects that name it. Swagger 2.0 has no `components`. */
function budgetMembers({ name, requests, per, operations }: ProposedBudget, read: OpenedDocument) {
  const budgets = { [BUDGETS]: { [name]: { requests, per } } };
  const isSwagger = read.document?.sources.get(read.file)?.upgraded !== undefined;
  const declaration: { readonly [key: string]: JsonValue } = isSwagger ? budgets : { components: budgets };
  const within = operations?.filter(({ file }) => file === read.file);
  // Two paths can share a path item, and with it an operation.
  const places = within && new Set(within.map((location) => writtenAt(read, location)));
  return { declaration, places: [...(places ?? [''])] };
}

/** Returns the members to insert into the text of the document for a budget. */
function budgetInsertions(budget: ProposedBudget, read: OpenedDocument): Insertion[] {
  const { declaration, places } = budgetMembers(budget, read);
  const { components } = declaration;
  const hasComponents = isJsonObject(components) && isJsonObject(valueAt(read.document?.root.value, '/components'));
  const [[key, value] = ['', null]] = Object.entries(hasComponents ? components : declaration);
  return [
    { pointer: hasComponents ? '/components' : '', key, value: value as JsonValue, before: 'paths' },
    ...places.map((pointer) => ({ pointer, key: BUDGET, value: budget.name, before: 'paths' })),
  ];
}

/** True if the operation has an `x-pagination` already, which is not read as an annotation. */
function hasKey({ location }: Proposal, { document }: OpenedDocument): boolean {
  const value = valueAt(document?.sources.get(location.file)?.data, location.pointer);
  return isJsonObject(value) && Object.hasOwn(value, KEY);
}

/** Inserts proposals into the document and the files that it refers to. Returns the texts that change. */
export function annotatedTexts(
  { read, budget }: AnnotateResult,
  proposals: readonly Proposal[],
): WrittenProposals<Map<string, string>> {
  const content = new Map<string, string>();
  const missed: Proposal[] = [];
  for (const file of new Set(proposals.map(({ location }) => location.file))) {
    const insertions = new Map<Insertion, Proposal>();
    for (const proposal of onePerPlace(proposals.filter(({ location }) => location.file === file))) {
      // A second member of the same name would be an error, and the first is not ours to replace in the author's text.
      if (hasKey(proposal, read)) {
        missed.push(proposal);
        continue;
      }
      const pointer = writtenAt(read, proposal.location);
      const value = proposal.annotation as unknown as JsonValue;
      insertions.set({ pointer, key: KEY, value, before: 'responses' }, proposal);
    }
    const more = budget === undefined || file !== read.file ? [] : budgetInsertions(budget, read);
    const inserted = insertMembers(read.texts.get(file)?.text ?? '', [...insertions.keys(), ...more]);
    missed.push(...inserted.missed.flatMap((insertion) => insertions.get(insertion) ?? []));
    if (inserted.missed.length < insertions.size + more.length) content.set(file, inserted.text);
  }
  return { content, missed };
}

/** Returns the pointer of a place in the text of the author. Upgrading Swagger 2.0 moves places. */
function writtenAt({ document }: OpenedDocument, { file, pointer }: Location): string {
  return document?.sources.get(file)?.upgraded?.origin(pointer) ?? pointer;
}

/** Returns one proposal per place. Two paths can share a path item, and with it an operation. */
function onePerPlace(proposals: readonly Proposal[]): Proposal[] {
  return [...new Map(proposals.map((proposal) => [proposal.location.pointer, proposal])).values()];
}

import { type Insertion, insertMembers } from '../document/edit/insert-members.ts';
import { overlayText } from '../document/edit/overlay-text.ts';
import { infer, type Proposal } from '../inference/infer.ts';
import type { SkippedOperation } from '../inference/left-out.ts';
import { operationLabel } from '../model/operation.ts';
import { type JsonValue, type Location, parsePointer } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';

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
  const { proposals, skipped } =
    model === undefined ? { proposals: [], skipped: [] } : infer(model, options.minConfidence);
  const reasons = await verifyProposals(proposals, read, options.dialect);
  const refused = proposals.flatMap(({ method, path, operationId }, index) => {
    const reason = reasons[index];
    return reason === undefined ? [] : [{ method, path, ...(operationId !== undefined && { operationId }), reason }];
  });
  return {
    proposals: proposals.filter((_, index) => reasons[index] === undefined),
    skipped: [...skipped, ...refused],
    diagnostics: read.locate(),
    read,
    annotated: (model?.operations ?? []).filter(
      ({ strategies, paginationDeclined }) => strategies.length > 0 || paginationDeclined === true,
    ).length,
  };
}

/** Verifies proposals. Returns the reason why each one fails, in the same order; undefined for those that pass. */
async function verifyProposals(
  proposals: readonly Proposal[],
  { file, folder, document }: OpenedDocument,
  dialect: string | undefined,
): Promise<(string | undefined)[]> {
  if (document === undefined || proposals.length === 0) return [];
  const changed = new Map<string, unknown>();
  for (const { location, annotation } of proposals) {
    const data = changed.get(location.file) ?? structuredClone(document.sources.get(location.file)?.data);
    changed.set(location.file, data);
    const operation = objectAt(data, location);
    if (operation !== undefined) operation[KEY] = annotation as unknown as JsonValue;
  }
  const texts = new Map([...changed].map(([name, data]) => [name, JSON.stringify(data)]));
  const root = texts.get(file) ?? JSON.stringify(document.root.value);
  const again = await openDocument({ document: { file, text: root }, cwd: folder, dialect }, texts);
  const fileOf = (location: Location): string => (location.file === file ? again.file : location.file);
  const placeKey = (location: Location): string => `${fileOf(location)}#${location.pointer}`;
  const operations = again.model?.operations ?? [];
  const fits = new Set(
    operations.filter(({ strategies }) => strategies.length > 0).map(({ location }) => placeKey(location)),
  );
  return proposals.map(({ location }) => {
    if (fits.has(placeKey(location))) return undefined;
    const place = `${placeKey(location)}/${KEY}`;
    const fault = again.diagnostics.find(
      (each) => each.severity === 'error' && isInside(placeKey(each.location), place),
    );
    return `looks paginated, but cannot be used: ${fault?.message ?? 'the annotation does not verify.'}`;
  });
}

function isInside(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}/`);
}

function objectAt(data: unknown, { pointer }: Location): Record<string, JsonValue> | undefined {
  let value = data;
  for (const token of parsePointer(pointer) ?? []) value = (value as Record<string, unknown> | undefined)?.[token];
  return typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>) : undefined;
}

/**
 * Returns the proposals as an OpenAPI Overlay, with confidence and reasons as comments. An overlay changes the document
 * itself, but not the files that it refers to.
 */
export function overlayOf({ read }: AnnotateResult, proposals: readonly Proposal[]): WrittenProposals<string> {
  const within = onePerPlace(proposals.filter(({ location }) => location.file === read.file));
  const actions = within.map((proposal) => ({
    pointer: writtenAt(read, proposal.location),
    update: { [KEY]: proposal.annotation as unknown as JsonValue },
    comments: [
      `${operationLabel(proposal)}: confidence ${proposal.confidence}`,
      ...proposal.reasons.map((reason) => `- ${reason}`),
    ],
  }));
  const comments = ['Proposed by `pagegen annotate`: check each annotation against the documentation of the API.'];
  const { title = '', version = '' } = read.model ?? {};
  return {
    content: overlayText({ title: `Pagination of ${title}`, version, comments }, actions),
    missed: proposals.filter(({ location }) => location.file !== read.file),
  };
}

/** Inserts proposals into the document and the files that it refers to. Returns the texts that change. */
export function annotatedTexts(
  { read }: AnnotateResult,
  proposals: readonly Proposal[],
): WrittenProposals<Map<string, string>> {
  const content = new Map<string, string>();
  const missed: Proposal[] = [];
  for (const file of new Set(proposals.map(({ location }) => location.file))) {
    const insertions = new Map<Insertion, Proposal>();
    for (const proposal of onePerPlace(proposals.filter(({ location }) => location.file === file))) {
      const pointer = writtenAt(read, proposal.location);
      const value = proposal.annotation as unknown as JsonValue;
      insertions.set({ pointer, key: KEY, value, before: 'responses' }, proposal);
    }
    const inserted = insertMembers(read.texts.get(file)?.text ?? '', [...insertions.keys()]);
    missed.push(...inserted.missed.flatMap((insertion) => insertions.get(insertion) ?? []));
    if (inserted.missed.length < insertions.size) content.set(file, inserted.text);
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

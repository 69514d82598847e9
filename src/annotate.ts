import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { type LocatedDiagnostic, locate } from './diagnostics/locate.ts';
import { type Insertion, insertMembers } from './edit/insert-members.ts';
import { overlayText } from './edit/overlay-text.ts';
import type { LeftOut } from './inference/finding.ts';
import { infer, type Proposal } from './inference/infer.ts';
import type { JsonValue } from './ir/json.ts';
import { parsePointer } from './ir/json-pointer.ts';
import type { Location } from './ir/location.ts';
import { type ReadApi, type ReadOptions, readApi } from './read-api.ts';

export { saveText } from './write/save-text.ts';
export type { LeftOut, Proposal };

export interface AnnotateOptions extends ReadOptions {
  /** Proposals below it are left out. Default: 0.6. */
  readonly minConfidence?: number | undefined;
}

export interface AnnotateResult {
  /** Proposals that verify against the document, in its order. */
  readonly proposals: readonly Proposal[];
  readonly leftOut: readonly LeftOut[];
  /** Of the document as it is, sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Whether there is a model at all; where there is none, the diagnostics say why. */
  readonly isReadable: boolean;
  /** The document's own text. */
  readonly text: string;
  readonly title: string;
  readonly version: string;
  /** How many operations already say how they page, or that they do not. */
  readonly annotated: number;
}

const KEY = 'x-pagination';

/**
 * Proposes pagination annotations for the operations of a document that have none. Faults of the document do not stop
 * it. Each proposal has been put into the document and verified as `generate` verifies: one that does not fit is left
 * out, with the reason.
 *
 * @throws InputError where the document cannot be read, as `generate` does
 */
export async function annotate(options: AnnotateOptions): Promise<AnnotateResult> {
  const diagnostics: Diagnostic[] = [];
  const read = await readApi(options, (diagnostic) => void diagnostics.push(diagnostic));
  const { model, texts, file } = read;
  const { proposals, leftOut } =
    model === undefined ? { proposals: [], leftOut: [] } : infer(model, options.minConfidence);
  const faults = await faultsOf(proposals, read);
  const refused = proposals.flatMap((proposal) => {
    const reason = faults.get(proposal);
    const { method, path, operationId } = proposal;
    return reason === undefined ? [] : [{ method, path, ...(operationId !== undefined && { operationId }), reason }];
  });
  return {
    proposals: proposals.filter((proposal) => !faults.has(proposal)),
    leftOut: [...leftOut, ...refused],
    diagnostics: locate(diagnostics, texts),
    isReadable: model !== undefined,
    text: texts.get(file)?.text ?? '',
    title: model?.title ?? '',
    version: model?.version ?? '',
    annotated: (model?.operations ?? []).filter(
      ({ strategies, paginationDeclined }) => strategies.length > 0 || paginationDeclined === true,
    ).length,
  };
}

/** Why proposals do not fit the document. */
async function faultsOf(
  proposals: readonly Proposal[],
  { file, document, ...read }: ReadApi,
): Promise<Map<Proposal, string>> {
  const faults = new Map<Proposal, string>();
  const root = document?.sources.get(file);
  if (root === undefined || proposals.length === 0) return faults;
  const data = structuredClone(root.data);
  for (const proposal of proposals) {
    const operation = proposal.location.file === file ? objectAt(data, proposal.location) : undefined;
    if (operation === undefined)
      faults.set(proposal, 'it is declared in another file, which has to be annotated by itself');
    else operation[KEY] = proposal.annotation as unknown as JsonValue;
  }
  const found: Diagnostic[] = [];
  const again = { document: { file, text: JSON.stringify(data) }, cwd: read.folder };
  const verified = await readApi(again, (diagnostic) => void found.push(diagnostic));
  const paginated = new Set(
    verified.model?.operations
      .filter(({ strategies }) => strategies.length > 0)
      .map(({ location }) => location.pointer),
  );
  for (const proposal of proposals) {
    if (faults.has(proposal) || paginated.has(proposal.location.pointer)) continue;
    const place = `${proposal.location.pointer}/${KEY}`;
    const fault = found.find(
      ({ severity, location }) => severity === 'error' && `${location.pointer}/`.startsWith(`${place}/`),
    );
    faults.set(proposal, `looks paginated, but cannot be used: ${fault?.message ?? 'the annotation does not verify'}`);
  }
  return faults;
}

function objectAt(data: unknown, { pointer }: Location): Record<string, JsonValue> | undefined {
  let value = data;
  for (const token of parsePointer(pointer) ?? []) value = (value as Record<string, unknown> | undefined)?.[token];
  return typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>) : undefined;
}

/** The proposals as an OpenAPI Overlay, confidence and reasons as comments. */
export function overlayOf({ title, version }: AnnotateResult, proposals: readonly Proposal[]): string {
  const actions = onePerPlace(proposals).map(
    ({ location, annotation, confidence, reasons, operationId, method, path }) => ({
      pointer: location.pointer,
      update: { [KEY]: annotation as unknown as JsonValue },
      comments: [
        `${operationId ?? `${method} ${path}`}: confidence ${confidence}`,
        ...reasons.map((reason) => `- ${reason}`),
      ],
    }),
  );
  const comments = ['Proposed by `pagegen annotate`: check each annotation against the documentation of the API.'];
  return overlayText({ title: `Pagination of ${title}`, version, comments }, actions);
}

/** The document's text with the proposals in it. */
export function annotatedText(
  { text }: AnnotateResult,
  proposals: readonly Proposal[],
): { readonly text: string; readonly missed: readonly Proposal[] } {
  const insertions = new Map<Insertion, Proposal>(
    onePerPlace(proposals).map((proposal) => [
      {
        pointer: proposal.location.pointer,
        key: KEY,
        value: proposal.annotation as unknown as JsonValue,
        before: 'responses',
      },
      proposal,
    ]),
  );
  const inserted = insertMembers(text, [...insertions.keys()]);
  return { text: inserted.text, missed: inserted.missed.flatMap((insertion) => insertions.get(insertion) ?? []) };
}

/** Two paths may share one path item, and with it one operation. */
function onePerPlace(proposals: readonly Proposal[]): Proposal[] {
  return [...new Map(proposals.map((proposal) => [proposal.location.pointer, proposal])).values()];
}

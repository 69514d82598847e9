import type { Proposal, SkippedOperation } from '../inference/infer.ts';
import { examplesOf } from '../lint/read-example.ts';
import type { RuleContext } from '../lint/rule.ts';
import { paginationExampleContradicts } from '../lint/rules/examples.ts';
import { lintedDocument } from '../lint/run-rules.ts';
import type { Operation } from '../model/operation.ts';
import type { Strategy } from '../model/strategy.ts';
import { isJsonObject, type JsonValue, type Location, parsePointer, valueAt } from '../shared/json.ts';
import { type OpenedDocument, openDocument } from './open-document.ts';

export interface VerifiedProposals {
  readonly proposals: readonly Proposal[];
  /** Operations none of whose proposals fits, with the reason why the most likely one fails. */
  readonly refused: readonly SkippedOperation[];
}

const KEY = 'x-pagination';

/** Each round drops one part of an annotation or takes the next most likely one; few need more than two. */
const MAX_ROUNDS = 6;

/** A document with one wrong example often has many. */
const MAX_MESSAGES = 3;

/** A proposal on its way through the rounds. */
interface Attempt {
  readonly first: Proposal;
  readonly current: Proposal;
  readonly reason?: string;
}

/**
 * Verifies proposals in the document, as `generate` does. If a part that the style does not need fails, it is dropped;
 * otherwise the next most likely proposal is tried. Compares the others with the examples of the document.
 */
export async function verifyProposals(
  proposals: readonly Proposal[],
  read: OpenedDocument,
  dialect: string | undefined,
): Promise<VerifiedProposals> {
  const passed = new Map<Proposal, Proposal>();
  const refused: SkippedOperation[] = [];
  let attempts: Attempt[] = proposals.map((proposal) => ({ first: proposal, current: proposal }));
  for (let round = 0; round < MAX_ROUNDS && attempts.length > 0; round++) {
    const check = await openWith(
      attempts.map(({ current }) => current),
      read,
      dialect,
    );
    const next: Attempt[] = [];
    for (const attempt of attempts) {
      const result = check(attempt.current);
      if (result.kind === 'fits') {
        passed.set(attempt.first, compareWithExamples(attempt.current, result));
        continue;
      }
      const reason = attempt.reason ?? result.message;
      const current = withoutFaultyPart(attempt.current, result) ?? attempt.current.alternatives[0];
      const rest = attempt.current.alternatives;
      if (current === undefined || round === MAX_ROUNDS - 1) {
        refused.push(refusal(attempt.first, `looks paginated, but cannot be used: ${reason}`));
      } else {
        const alternatives = current === rest[0] ? rest.slice(1) : rest;
        next.push({ first: attempt.first, current: { ...current, alternatives }, reason });
      }
    }
    attempts = next;
  }
  return { proposals: proposals.flatMap((proposal) => passed.get(proposal) ?? []), refused };
}

function refusal({ method, path, operationId }: Proposal, reason: string): SkippedOperation {
  return { method, path, ...(operationId !== undefined && { operationId }), reason };
}

type Check =
  | {
      readonly kind: 'fits';
      readonly operation: Operation;
      readonly strategy: Strategy;
      readonly again: OpenedDocument;
    }
  /** `field` is the faulty part, such as `response.total` or `key`. */
  | { readonly kind: 'fails'; readonly message: string; readonly field: readonly string[] };

/** Opens the document with proposals in it. Returns the function that tells what became of one of them. */
async function openWith(
  proposals: readonly Proposal[],
  { file, folder, document }: OpenedDocument,
  dialect: string | undefined,
): Promise<(proposal: Proposal) => Check> {
  const changed = new Map<string, unknown>();
  for (const { location, annotation } of proposals) {
    const data = changed.get(location.file) ?? structuredClone(document?.sources.get(location.file)?.data);
    changed.set(location.file, data);
    const operation = objectAt(data, location);
    if (operation !== undefined) operation[KEY] = annotation as unknown as JsonValue;
  }
  const texts = new Map([...changed].map(([name, data]) => [name, JSON.stringify(data)]));
  const root = texts.get(file) ?? JSON.stringify(document?.root.value);
  const again = await openDocument({ document: { file, text: root }, cwd: folder, dialect }, texts);
  const fileOf = (location: Location): string => (location.file === file ? again.file : location.file);
  const placeKey = (location: Location): string => `${fileOf(location)}#${location.pointer}`;
  const fitting = new Map(
    (again.model?.operations ?? [])
      .filter(({ strategies }) => strategies.length > 0)
      .map((operation) => [placeKey(operation.location), operation]),
  );
  return ({ location }) => {
    const operation = fitting.get(placeKey(location));
    const strategy = operation?.strategies[0];
    if (operation !== undefined && strategy !== undefined) return { kind: 'fits', operation, strategy, again };
    const place = `${placeKey(location)}/${KEY}`;
    const fault = again.diagnostics.find(
      (each) => each.severity === 'error' && isInside(placeKey(each.location), place),
    );
    const field = fault === undefined ? [] : (parsePointer(placeKey(fault.location).slice(place.length)) ?? []);
    return { kind: 'fails', message: fault?.message ?? 'the annotation does not verify.', field };
  };
}

function isInside(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}/`);
}

function objectAt(data: unknown, { pointer }: Location): Record<string, JsonValue> | undefined {
  const value = valueAt(data, pointer);
  return typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>) : undefined;
}

/** The parts that a walk can do without. */
const OPTIONAL =
  /^(?:key|deep|limits|request\/limit|response\/(?:total|totalPages|hasMore|isLast|limit|error|expiredOn))(?:\/|$)/;

/** Returns the proposal without the part that fails; undefined if the style needs that part. */
function withoutFaultyPart(proposal: Proposal, { field, message }: Check & { kind: 'fails' }): Proposal | undefined {
  const [group = '', key] = field;
  if (!OPTIONAL.test(field.join('/'))) return undefined;
  const { annotation, reasons } = proposal;
  const { [group as keyof typeof annotation]: members, ...others } = annotation;
  const name = isJsonObject(members) && key !== undefined && group !== 'deep' ? key : undefined;
  const { [name ?? '']: _, ...kept } = (isJsonObject(members) ? members : {}) as Record<string, JsonValue>;
  const rest = name === undefined || Object.keys(kept).length === 0 ? others : { ...annotation, [group]: kept };
  const note = `but \`${name === undefined ? group : `${group}.${name}`}\` is dropped: ${message}`;
  return { ...proposal, annotation: rest as Proposal['annotation'], reasons: [...reasons, note] };
}

/**
 * Adds to the reasons what the document's own examples say. They do not decide: many examples show a single item, or
 * another response.
 */
function compareWithExamples(proposal: Proposal, { operation, strategy, again }: Check & { kind: 'fits' }): Proposal {
  const { model, document } = again;
  if (model === undefined || document === undefined) return proposal;
  const messages = new Set<string>();
  const report: RuleContext['report'] = ({ message }) => void messages.add(message);
  const context: RuleContext = { api: model, document: lintedDocument(document), options: {}, report };
  if (examplesOf(operation, context).length === 0) return proposal;
  paginationExampleContradicts.visit.strategy?.(strategy, operation, context);
  const found = [...messages].slice(0, MAX_MESSAGES).map((message) => `but an example disagrees: ${message}`);
  const notes = found.length > 0 ? found : ['the examples of the document agree'];
  return { ...proposal, reasons: [...proposal.reasons, ...notes] };
}

import type { ApiModel } from '../ir/api.ts';
import type { Location } from '../ir/location.ts';
import type { Operation } from '../ir/operation.ts';
import { annotationOf, type ProposedAnnotation } from './annotation.ts';
import { confidenceOf } from './confidence.ts';
import { conventionsOf, NO_CONVENTIONS } from './conventions.ts';
import type { Finding, LeftOut } from './finding.ts';
import { judge } from './judge.ts';
import { pageBodyOf } from './page-body.ts';
import { requestPlaces } from './request-places.ts';
import { findRole } from './request-roles.ts';
import { type Signs, signsOf } from './signs.ts';

/** A pagination annotation for an operation that has none. */
export interface Proposal {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What speaks for it, the strongest first, then what speaks against it. */
  readonly reasons: readonly string[];
  /** A whole `x-pagination` object. */
  readonly annotation: ProposedAnnotation;
  /** The request's position field, which the styles that follow a URL have no word for. */
  readonly position?: { readonly in: 'query' | 'header' | 'body'; readonly name: string };
  /** Where the operation stands. */
  readonly location: Location;
}

export interface Inference {
  /** In document order. */
  readonly proposals: readonly Proposal[];
  readonly leftOut: readonly LeftOut[];
}

/** Below this, a proposal is more likely to be a nuisance than a list. */
const MIN_CONFIDENCE = 0.6;

/** How sure a finding has to be to say something about other operations. */
const EXEMPLARY = 0.75;

/**
 * Looks for paginated operations by what the document says of requests and responses together. Pure: reads the model,
 * changes nothing. Operations that are annotated already are left alone.
 *
 * @param minConfidence proposals below it are left out, with the reason; default {@link MIN_CONFIDENCE}
 */
export function infer(model: ApiModel, minConfidence: number = MIN_CONFIDENCE): Inference {
  const candidates = model.operations.filter(isCandidate);
  const all = candidates.flatMap((operation) => signsOf(model, operation) ?? []);
  const first = all.map((signs) => judge(signs, NO_CONVENTIONS, model.schemas));
  const sure = first
    .filter((result) => typeof result !== 'string')
    .filter((finding) => confidence(finding) >= EXEMPLARY);
  const conventions = conventionsOf(sure);
  const proposals: Proposal[] = [];
  const leftOut: LeftOut[] = candidates.flatMap((operation) => unreadable(operation, model) ?? []);
  for (const signs of all) {
    const result = judge(signs, conventions, model.schemas);
    if (typeof result === 'string') {
      if (result !== '' && isSuspicious(signs)) leftOut.push({ ...identityOf(signs.operation), reason: result });
    } else if (confidence(result) < minConfidence) {
      const reason = `looks paginated, but too little says so (confidence ${confidence(result)})`;
      leftOut.push({ ...identityOf(signs.operation), reason });
    } else {
      proposals.push(proposalOf(result, model));
    }
  }
  return { proposals, leftOut };
}

/** What changes something is no list; a search may well be a POST. */
function isCandidate({ method, strategies, paginationDeclined }: Operation): boolean {
  return (method === 'GET' || method === 'POST') && strategies.length === 0 && paginationDeclined !== true;
}

/** What takes a position but answers in another form than JSON: XML, a file, or nothing that is declared. */
function unreadable(operation: Operation, model: ApiModel): LeftOut | undefined {
  if (pageBodyOf(operation) !== undefined) return undefined;
  const places = requestPlaces(operation, model.schemas);
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  if (!positions.some(({ strength }) => strength >= 3)) return undefined;
  return { ...identityOf(operation), reason: 'looks paginated, but declares no response in JSON' };
}

/** Whether a reader would expect the operation among the proposals: only then its absence needs a reason. */
function isSuspicious({ operation, request, response }: Signs): boolean {
  if ([...request.cursor, ...request.page, ...request.offset].some(({ strength }) => strength >= 2)) return true;
  const ends = [...response.nextCursor.filter(({ strength }) => strength === 3), ...response.hasMore];
  return operation.method === 'GET' && ends.some(({ place }) => place.depth === 1);
}

function confidence({ evidence, doubts }: Finding): number {
  return confidenceOf(evidence, doubts);
}

function identityOf({ method, path, operationId }: Operation): Pick<LeftOut, 'method' | 'path' | 'operationId'> {
  return { method, path, ...(operationId !== undefined && { operationId }) };
}

function proposalOf(finding: Finding, model: ApiModel): Proposal {
  const { operation, position, evidence, doubts } = finding;
  const { annotation, notes } = annotationOf(finding, model.schemas);
  const reasons = [...evidence].sort((a, b) => b.weight - a.weight).map(({ reason }) => reason);
  return {
    ...identityOf(operation),
    confidence: confidence(finding),
    reasons: [...reasons, ...doubts.map(({ reason }) => `but ${reason}`), ...notes],
    annotation,
    ...(position !== undefined && { position: { in: position.in, name: position.key } }),
    location: operation.location,
  };
}

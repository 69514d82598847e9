import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import type { Location } from '../shared/json.ts';
import { annotationOf, type ProposedAnnotation } from './annotation.ts';
import { conventionsOf, NO_CONVENTIONS } from './conventions.ts';
import { isSuspicious, type LeftOut, unreadable } from './doubts.ts';
import { confidenceOf, type Finding, signsOf } from './evidence.ts';
import { judge } from './judge.ts';

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
  const leftOut: LeftOut[] = candidates.flatMap((operation) => {
    const reason = unreadable(operation, model.schemas);
    return reason === undefined ? [] : [{ ...identityOf(operation), reason }];
  });
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

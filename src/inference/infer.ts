import type { ApiModel } from '../model/api.ts';
import { isJsonMediaType } from '../model/media-type.ts';
import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-bodies.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import type { Location } from '../shared/json.ts';
import { buildAnnotation, type ProposedAnnotation } from './annotation.ts';
import { findConventions, NO_CONVENTIONS } from './conventions.ts';
import { detectPagination } from './detect.ts';
import { confidenceOf, type Detection, readSigns, type Signs } from './evidence.ts';
import { formPlaces, jsonParameters, type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole } from './request-roles.ts';
import { responseShape } from './response-places.ts';
import { findResponseRole } from './response-roles.ts';

/** A pagination annotation for an operation that has none. */
export interface Proposal {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The reasons for the proposal, the strongest first; then the reasons against it. */
  readonly reasons: readonly string[];
  /** A whole `x-pagination` object. */
  readonly annotation: ProposedAnnotation;
  /** The request's position field. Annotations of the styles that follow a URL cannot express it. */
  readonly position?: { readonly in: 'query' | 'header' | 'body'; readonly name: string };
  /** Location of the operation. */
  readonly location: Location;
  /** The next most likely annotations, for the case that this one does not verify. */
  readonly alternatives: readonly Proposal[];
}

export interface Inference {
  /** In document order. */
  readonly proposals: readonly Proposal[];
  readonly skipped: readonly SkippedOperation[];
}

/** Proposals with a lower confidence are too often wrong to be useful. */
const MIN_CONFIDENCE = 0.6;

/** Confidence at which a detection counts as an example of how the API paginates. */
const EXEMPLARY_CONFIDENCE = 0.75;

/**
 * Proposes annotations for the operations that look paginated, by their requests and responses together. Operations
 * that are already annotated are not examined. Does not change the model.
 *
 * @param minConfidence proposals below it are skipped, with the reason; default {@link MIN_CONFIDENCE}
 */
export function infer(model: ApiModel, minConfidence: number = MIN_CONFIDENCE): Inference {
  const proposals: Proposal[] = [];
  const skipped: SkippedOperation[] = candidatesOf(model).flatMap((operation) => {
    const reason = findObstacle(operation, model.schemas);
    return reason === undefined ? [] : [{ ...identityOf(operation), reason }];
  });
  for (const { signs, result } of detectAll(model)) {
    if (typeof result === 'string') {
      if (seemsPaginated(signs)) skipped.push({ ...identityOf(signs.operation), reason: result });
    } else if (confidence(result[0]) < minConfidence) {
      const reason = `looks paginated, but its confidence of ${confidence(result[0])} is below the minimum of ${minConfidence}`;
      skipped.push({ ...identityOf(signs.operation), reason });
    } else {
      const [best, ...others] = result.filter((detection) => confidence(detection) >= minConfidence);
      const alternatives = others.map((detection) => buildProposal(detection, model));
      proposals.push({ ...buildProposal(best ?? result[0], model), alternatives });
    }
  }
  return { proposals, skipped };
}

/** Counts what {@link infer} would propose, in half the time: no annotation is built. */
export function countProposals(model: ApiModel): number {
  return detectAll(model).filter(({ result }) => typeof result !== 'string' && confidence(result[0]) >= MIN_CONFIDENCE)
    .length;
}

/** Examines every operation twice: the second time with the conventions that the clearest cases have shown. */
function detectAll(model: ApiModel) {
  const all = candidatesOf(model).flatMap((operation) => readSigns(model, operation) ?? []);
  const first = all.map((signs) => detectPagination(signs, NO_CONVENTIONS, model.schemas));
  const exemplary = first
    .flatMap((result) => (typeof result === 'string' ? [] : result.slice(0, 1)))
    .filter((detection) => confidence(detection) >= EXEMPLARY_CONFIDENCE);
  const conventions = findConventions(exemplary);
  return all.map((signs) => ({ signs, result: detectPagination(signs, conventions, model.schemas) }));
}

/** Returns the operations without pagination that can be lists. Those that return the further pages of a list need none. */
function candidatesOf({ operations }: ApiModel): Operation[] {
  const continued = new Set(
    operations.flatMap(({ strategies }) =>
      strategies.flatMap(({ request }) => request.operation?.operation.operationId ?? []),
    ),
  );
  return operations.filter((operation) => isCandidate(operation) && !continued.has(operation.operationId ?? ''));
}

/** True if an operation can be a list. Searches often are a POST; the other methods change data. */
function isCandidate({ method, strategies, paginationDeclined }: Operation): boolean {
  return (method === 'GET' || method === 'POST') && strategies.length === 0 && paginationDeclined !== true;
}

function confidence({ evidence, doubts }: Detection): number {
  return confidenceOf(evidence, doubts);
}

function identityOf({
  method,
  path,
  operationId,
}: Operation): Pick<SkippedOperation, 'method' | 'path' | 'operationId'> {
  return { method, path, ...(operationId !== undefined && { operationId }) };
}

function buildProposal(detection: Detection, model: ApiModel): Proposal {
  const { operation, position, evidence, doubts } = detection;
  const { annotation, notes } = buildAnnotation(detection, model.schemas);
  const reasons = [...evidence].sort((a, b) => b.weight - a.weight).map(({ reason }) => reason);
  return {
    ...identityOf(operation),
    confidence: confidence(detection),
    reasons: [...reasons, ...doubts.map(({ reason }) => `but ${reason}`), ...notes],
    annotation,
    ...(position !== undefined && { position: { in: position.in, name: position.key } }),
    location: operation.location,
    alternatives: [],
  };
}

/** An operation that looks like a list but is not proposed. */
export interface SkippedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly reason: string;
}

/** Explains why an operation that looks paginated cannot be annotated. Undefined if it can be, or if it does not. */
function findObstacle(operation: Operation, schemas: Schemas): string | undefined {
  const places = requestPlaces(operation, schemas);
  const page = pageResponseOf(operation);
  if (page === undefined) {
    const isPaged = hasPosition(places, operation.method === 'GET' ? 2 : 3) || returnsNextElsewhere(operation, schemas);
    return isPaged ? 'looks paginated, but does not declare a JSON response' : undefined;
  }
  if (hasPosition(places, 2)) return undefined;
  if (hasPosition(formPlaces(operation, schemas), 3)) {
    return 'looks paginated, but takes its position from a form body; declare it by hand';
  }
  const json = jsonParameters(operation, schemas).find(({ fields }) => hasPosition(fields, 3));
  // LoopBack declares the filter of its lists for operations that return one item, too.
  if (json === undefined || responseShape(page, schemas).arrays.length === 0) return undefined;
  return `looks paginated, but takes its position inside the JSON value of the query parameter \`${json.name}\``;
}

/** True if a response in another format than JSON, such as XML, has a next cursor, URL or flag. */
function returnsNextElsewhere({ responses }: Operation, schemas: Schemas): boolean {
  return responses
    .filter(({ status }) => status.startsWith('2'))
    .some((response) =>
      response.content
        .filter(({ mediaType }) => !isJsonMediaType(mediaType))
        .some(({ schema }) => {
          const { values } = responseShape({ response, body: schema }, schemas);
          const found = (['nextCursor', 'nextUrl', 'hasMore'] as const).flatMap((role) =>
            findResponseRole(role, values),
          );
          return found.some(({ place, strength }) => strength === 3 && place.depth <= 2);
        }),
    );
}

/** True if a reader would expect a proposal for the operation: only then is the lack of one explained. */
function seemsPaginated({ operation, places, request, response, nextHeaders, items, link }: Signs): boolean {
  const isGet = operation.method === 'GET';
  const hasLimit = request.limit.some(({ strength }) => strength >= 2);
  if (hasPosition(places, 2) && (isGet || request.limit.length > 0)) return true;
  const next = [...response.nextCursor, ...response.nextUrl].filter(({ place }) => place.depth <= 2);
  const isClear = next.some(({ strength }) => strength === 3) || nextHeaders.some(({ strength }) => strength === 3);
  if (isClear) return isGet || hasLimit || (items[0]?.score ?? -1) >= 0;
  if (!isGet) return false;
  const isList = (items[0]?.score ?? -1) >= 0;
  const more = response.hasMore.filter(({ place }) => place.depth <= 2);
  const other = [...next.filter(({ strength }) => strength >= 2), ...nextHeaders, ...more];
  return isList && (hasLimit || other.length > 0 || link?.strength === 3);
}

function hasPosition(places: readonly RequestPlace[], least: number): boolean {
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return positions.some(({ strength }) => strength >= least);
}

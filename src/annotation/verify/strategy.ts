import { type Operation, operationLabel, type SecurityScheme } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { DeepPagination, Strategy } from '../../model/strategy.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { elementsOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { Annotation, StrategyAnnotation } from '../annotation.ts';
import type { Style, StyleCheck } from '../style.ts';
import { styles } from '../styles.ts';
import { reportError } from '../x-pagination/codes.ts';
import { bindContinuation, checkContinuedResponse } from './continuation.ts';
import { bindCursorFields, bindCursorParts } from './cursor-parts.ts';
import { bindDeep } from './deep.ts';
import { checkDistinctPlaces, checkDistinctResponses } from './distinct-places.ts';
import { checkFields } from './field-rules.ts';
import { pageSizeChoices, readLimits } from './limits.ts';
import { bindRequest } from './request.ts';
import { bindExpiredOn, bindItemPointer, bindResponse } from './response.ts';
import { createStrategyCheck, fieldOf, groupLocation, type Reported, type StrategyCheck } from './strategy-check.ts';

/** Verifies an annotation against its operation. Reports every fault, and returns undefined if there is any. */
function verifyStrategy(check: StrategyCheck, name: string): Strategy | undefined {
  checkFields(check);
  const cursorFields = bindCursorFields(check);
  const continuation = bindContinuation(check);
  const bound = bindRequest(check, cursorFields, continuation);
  const found = bindResponse(check);
  if (found) checkDistinctResponses(check, found.response);
  if (continuation && found) checkContinuedResponse(check, continuation, found.item);
  const keyNode = check.annotation.fields.get('key');
  const key = keyNode && bindItemPointer(check, 'key', keyNode, found?.item);
  const deep = bindDeep(check, found?.item);
  const request = withoutBounds(check, bound, deep);
  const cursorParts = bindCursorParts(check, cursorFields, found?.item);
  const isDistinct = checkDistinctPlaces(check, {
    request,
    ...(cursorParts && { cursorParts }),
    ...(deep !== undefined && { deep }),
  });
  const limits = isDistinct ? readLimits(check, request) : {};
  const sizes = pageSizeChoices(check, request);
  const alternatives = alternativesOf(check);
  if (found === undefined) return undefined;
  const strategy: Strategy = {
    name,
    style: check.style.name,
    request,
    response: { ...found.response, ...bindExpiredOn(check, found.response.pastEnd) },
    limits,
    ...(sizes !== undefined && { sizes }),
    ...(cursorParts && { cursorParts }),
    ...(key !== undefined && { key: key.pointer }),
    ...(deep !== undefined && { deep }),
    alternatives,
    item: found.item,
    places: locatePlaces(check),
    location: check.annotation.location,
  };
  if (isDistinct) check.style.verify(strategy, styleCheck(check));
  return check.hasFailed() ? undefined : strategy;
}

/** Keeps the bounds of a window in every request of a numbered style. A cursor carries them, a number does not. */
function withoutBounds(
  { style }: StrategyCheck,
  request: Strategy['request'],
  deep: DeepPagination | undefined,
): Strategy['request'] {
  if (!request.isFirstPageOnlyAll || deep === undefined || style.position === 'cursor') return request;
  const fields = [deep.from, deep.until, ...deep.sort.map(({ field }) => field)];
  const needed = fields.map((field) => (field?.in === 'parameter' ? field.parameter : undefined));
  return { ...request, firstPageOnly: request.firstPageOnly.filter((parameter) => !needed.includes(parameter)) };
}

function locatePlaces({ annotation: { fields, groups } }: StrategyCheck): Strategy['places'] {
  const inGroups = [...groups].flatMap(([group, members]) =>
    [...members.fields].map(([key, { location }]) => [`${group}.${key}`, location] as const),
  );
  return new Map([...[...fields].map(([key, { location }]) => [key, location] as const), ...inGroups]);
}

function styleCheck(check: StrategyCheck): StyleCheck {
  return {
    schemas: check.schemas,
    at: (group, field) => fieldOf(check, group, field)?.location ?? groupLocation(check, group),
    error: check.error,
  };
}

function alternativesOf(check: StrategyCheck): string[] {
  const node = check.annotation.fields.get('alternatives');
  return (node === undefined ? [] : elementsOf(node)).map(({ value, location }) => {
    const id = String(value);
    if (id === check.operation.operationId) {
      const message = `\`alternatives\` names ${id} itself.`;
      const hint = 'Name another operation, which reaches the items beyond the ceiling.';
      check.error('pagination-unknown-operation', message, location, { hint });
    } else if (!check.operations.has(id)) {
      const message = `\`alternatives\` names the operation \`${id}\`, which the document does not have.`;
      const advice = suggestName(id, check.operations.keys());
      check.annotationError('pagination-unknown-operation', message, location, advice);
    }
    return id;
  });
}

/** The rest of the document that strategies are verified against, and where faults are reported. */
export interface VerifyContext {
  readonly schemas: Schemas;
  readonly schemes: readonly SecurityScheme[];
  /** By operationId. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly report: Report;
  readonly reported: Reported;
}

/** Verifies the strategies of an annotation, and returns those without a fault. */
export function strategiesOf(operation: Operation, { strategies }: Annotation, context: VerifyContext): Strategy[] {
  const names = new Map<string, StrategyAnnotation>();
  return strategies.flatMap((annotation) => {
    const style = styleOf(annotation, context);
    if (style === undefined) return [];
    const name = String(annotation.fields.get('name')?.value ?? style.name);
    const isNamed = !annotation.faults?.has('name');
    const first = isNamed ? names.get(name) : undefined;
    if (first !== undefined) reportDuplicate(operationLabel(operation), name, annotation, first, context.report);
    else if (isNamed) names.set(name, annotation);
    const strategy = verifyOne({ operation, annotation, style, name }, context);
    return strategy === undefined || first !== undefined ? [] : [strategy];
  });
}

/** Verifies one strategy. Reports every fault, and returns undefined if there is any. */
export function verifyOne(
  {
    operation,
    annotation,
    style,
    name,
  }: {
    readonly operation: Operation;
    readonly annotation: StrategyAnnotation;
    readonly style: Style;
    readonly name: string;
  },
  { schemas, schemes, operations, report, reported }: VerifyContext,
): Strategy | undefined {
  const check = createStrategyCheck(
    { operation, name: operationLabel(operation), annotation, style, schemas, schemes, operations },
    report,
    reported,
  );
  return verifyStrategy(check, name);
}

/** Returns the style that an annotation names. Reports a missing `style`. */
export function styleOf(annotation: StrategyAnnotation, { report }: VerifyContext): Style | undefined {
  const style = annotation.fields.get('style');
  if (style === undefined && !annotation.faults?.has('style')) {
    const message = `A strategy needs \`style\`, one of ${[...styles.keys()].join(', ')}.`;
    reportError(report, 'pagination-missing-field', message, annotation.location);
  }
  return style && styles.get(String(style.value));
}

function reportDuplicate(
  operation: string,
  name: string,
  annotation: StrategyAnnotation,
  first: StrategyAnnotation,
  report: Report,
): void {
  report({
    code: 'pagination-duplicate-name',
    severity: 'error',
    message: `${operation} has two strategies called \`${name}\`.`,
    hint: 'Give one of them another `name`.',
    location: annotation.fields.get('name')?.location ?? annotation.location,
    related: [{ message: 'The first one is declared here.', location: first.location }],
  });
}

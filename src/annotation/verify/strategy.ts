import type { Operation } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { elementsOf, keyOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { Annotation, GroupName, StrategyAnnotation } from '../fields.ts';
import type { Style, StyleCheck } from '../style.ts';
import { styles } from '../styles.ts';
import { problem } from '../x-pagination/codes.ts';
import { deepGroup } from './deep.ts';
import { choicesOf, limitsGroup } from './limits.ts';
import { requestGroup } from './request.ts';
import { bindItemPointer, responseGroup } from './response.ts';
import { createSubject, fieldOf, isSaid, placeOf, type Reported, type Subject } from './subject.ts';

/** Holds the fields that are there against those that the style takes and needs. */
function checkFields(subject: Subject): void {
  const { style } = subject;
  checkForeign(subject, 'request', style.request);
  checkForeign(subject, 'response', style.response);
  checkForeign(subject, 'limits', style.limits);
  checkNeeded(subject, 'request', style.needs.request);
  checkNeeded(subject, 'response', style.needs.response);
  checkChoice(subject);
  const deep = subject.annotation.groups.get('deep');
  if (deep !== undefined && !style.deep) {
    const takers = [...styles.values()].filter((other) => other.deep).map(({ name }) => `\`${name}\``);
    const message = `The style \`${style.name}\` takes no \`deep\`; ${takers.join(' and ')} do.`;
    subject.annotationError('pagination-foreign-field', message, keyOf(deep.location));
  }
}

function checkForeign(subject: Subject, group: GroupName, taken: readonly string[]): void {
  const fields = subject.annotation.groups.get(group)?.fields ?? new Map();
  for (const [key, { location }] of fields) {
    if (taken.includes(key)) continue;
    const message = `The style \`${subject.style.name}\` takes no \`${group}.${key}\`; it takes ${taken.join(', ')}.`;
    subject.annotationError('pagination-foreign-field', message, keyOf(location));
  }
}

function checkNeeded(subject: Subject, group: GroupName, needed: readonly string[]): void {
  for (const key of needed) {
    if (isSaid(subject, group, key)) continue;
    const message = `The style \`${subject.style.name}\` needs \`${group}.${key}\`.`;
    subject.annotationError('pagination-missing-field', message, placeOf(subject, group));
  }
}

function checkChoice(subject: Subject): void {
  const choices = subject.style.exactlyOne;
  if (choices.length === 0) return;
  const there = choices.filter((key) => fieldOf(subject, 'response', key) !== undefined);
  const names = choices.map((key) => `\`response.${key}\``);
  if (choices.every((key) => !isSaid(subject, 'response', key))) {
    const message = `The style \`${subject.style.name}\` needs ${names.join(' or ')}.`;
    subject.annotationError('pagination-missing-field', message, placeOf(subject, 'response'));
  } else if (there.length > 1) {
    const message = `${names.join(' and ')} exclude each other.`;
    const { location } = fieldOf(subject, 'response', there.at(-1)!)!;
    subject.annotationError('pagination-exclusive-fields', message, keyOf(location), { hint: 'Remove one of them.' });
  }
}

/** The annotation, verified against its operation. Undefined where there is a fault; every fault is reported. */
function verifyStrategy(subject: Subject, name: string): Strategy | undefined {
  checkFields(subject);
  const request = requestGroup(subject);
  const found = responseGroup(subject);
  const limits = limitsGroup(subject, request);
  const sizes = choicesOf(subject, request);
  const keyNode = subject.annotation.fields.get('key');
  const key = keyNode && bindItemPointer(subject, 'key', keyNode, found?.item);
  const deep = deepGroup(subject, found?.item);
  const alternatives = alternativesOf(subject);
  if (found === undefined) return undefined;
  const strategy: Strategy = {
    name,
    style: subject.style.name,
    request,
    response: found.response,
    limits,
    ...(sizes !== undefined && { sizes }),
    ...(key !== undefined && { key: key.pointer }),
    ...(deep !== undefined && { deep }),
    alternatives,
    item: found.item,
    places: placesOf(subject),
    location: subject.annotation.location,
  };
  subject.style.verify(strategy, styleCheck(subject));
  return subject.hasFailed() ? undefined : strategy;
}

function placesOf({ annotation: { fields, groups } }: Subject): Strategy['places'] {
  const inGroups = [...groups].flatMap(([group, members]) =>
    [...members.fields].map(([key, { location }]) => [`${group}.${key}`, location] as const),
  );
  return new Map([...[...fields].map(([key, { location }]) => [key, location] as const), ...inGroups]);
}

function styleCheck(subject: Subject): StyleCheck {
  return {
    schemas: subject.schemas,
    at: (group, field) => fieldOf(subject, group, field)?.location ?? placeOf(subject, group),
    error: subject.error,
  };
}

function alternativesOf(subject: Subject): string[] {
  const node = subject.annotation.fields.get('alternatives');
  return (node === undefined ? [] : elementsOf(node)).map(({ value, location }) => {
    const id = String(value);
    if (id === subject.operation.operationId) {
      const message = `\`alternatives\` names ${id} itself, whose walk is the one that is too large.`;
      subject.error('pagination-unknown-operation', message, location);
    } else if (!subject.operations.has(id)) {
      const message = `\`alternatives\` names the operation \`${id}\`, which the document does not have.`;
      const advice = suggestName(id, subject.operations.keys());
      subject.annotationError('pagination-unknown-operation', message, location, advice);
    }
    return id;
  });
}

/** What strategies are verified against, beside their own operation. */
export interface Surroundings {
  readonly schemas: Schemas;
  /** By operationId. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly report: Report;
  readonly reported: Reported;
}

/** The strategies of an annotation that hold for the operation. */
export function strategiesOf(operation: Operation, { strategies }: Annotation, around: Surroundings): Strategy[] {
  const names = new Map<string, StrategyAnnotation>();
  return strategies.flatMap((annotation) => {
    const style = styleOf(annotation, around);
    if (style === undefined) return [];
    const name = String(annotation.fields.get('name')?.value ?? style.name);
    const isNamed = !annotation.faults?.has('name');
    const first = isNamed ? names.get(name) : undefined;
    if (first !== undefined) reportDuplicate(nameOf(operation), name, annotation, first, around.report);
    else if (isNamed) names.set(name, annotation);
    const strategy = verifyOne({ operation, annotation, style, name }, around);
    return strategy === undefined || first !== undefined ? [] : [strategy];
  });
}

/** One strategy, verified; undefined and reported where it does not hold. */
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
  { schemas, operations, report, reported }: Surroundings,
): Strategy | undefined {
  const subject = createSubject(
    { operation, name: nameOf(operation), annotation, style, schemas, operations },
    report,
    reported,
  );
  return verifyStrategy(subject, name);
}

/** The style that an annotation names; reported where it names none. */
export function styleOf(annotation: StrategyAnnotation, { report }: Surroundings): Style | undefined {
  const style = annotation.fields.get('style');
  if (style === undefined && !annotation.faults?.has('style')) {
    const message = `A strategy needs \`style\`, one of ${[...styles.keys()].join(', ')}.`;
    problem(report, 'pagination-missing-field', message, annotation.location);
  }
  return style && styles.get(String(style.value));
}

function nameOf({ operationId, method, path }: Operation): string {
  return operationId ?? `${method} ${path}`;
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
    related: [{ message: 'The first one.', location: first.location }],
  });
}

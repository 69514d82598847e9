import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Annotation, StrategyAnnotation } from '../../extensions/annotation.ts';
import { problem } from '../../extensions/x-pagination/problem.ts';
import type { Operation } from '../../ir/operation.ts';
import type { Strategy } from '../../ir/pagination.ts';
import type { Schemas } from '../../ir/schema-kinds.ts';
import { styles } from '../../styles/index.ts';
import type { Style } from '../../styles/style.ts';
import { verifyStrategy } from './strategy.ts';
import { createSubject, type Reported } from './subject.ts';

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

import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Annotation, StrategyAnnotation } from '../../extensions/annotation.ts';
import type { AnnotationReader } from '../../extensions/extension.ts';
import { extensions } from '../../extensions/index.ts';
import { problem } from '../../extensions/x-pagination/problem.ts';
import type { Located } from '../../ir/located.ts';
import type { Operation } from '../../ir/operation.ts';
import type { Strategy } from '../../ir/pagination.ts';
import type { Schemas } from '../../ir/schema-kinds.ts';
import type { ResolvedDocument } from '../../resolve/resolved-document.ts';
import { styles } from '../../styles/index.ts';
import type { OperationNode } from '../paths-object.ts';
import { verifyStrategy } from './strategy.ts';
import { createSubject, type Reported } from './subject.ts';

interface Surroundings {
  readonly schemas: Schemas;
  readonly operationIds: ReadonlySet<string>;
  readonly report: Report;
  readonly reported: Reported;
}

/** The operations with their strategies: the first extension that an operation has says how it is paginated. */
export function paginationOf(
  document: ResolvedDocument,
  found: readonly OperationNode[],
  schemas: Schemas,
  report: Report,
): Operation[] {
  const readers = extensions.map((extension) =>
    extension.open({ root: document.root, follow: document.follow, report }),
  );
  const ids = found.map(({ operation }) => operation.operationId).filter((id) => id !== undefined);
  const around = { schemas, operationIds: new Set(ids), report, reported: new Set<string>() };
  return found.map(({ operation, node }) => {
    const annotation = firstAnnotation(readers, node);
    if (annotation === undefined) return operation;
    const strategies = strategiesOf(operation, annotation, around);
    return { ...operation, strategies, ...(annotation.declined && { paginationDeclined: true as const }) };
  });
}

function firstAnnotation(readers: readonly AnnotationReader[], node: Located): Annotation | undefined {
  for (const read of readers) {
    const annotation = read(node);
    if (annotation !== undefined) return annotation;
  }
  return undefined;
}

function strategiesOf(operation: Operation, { strategies }: Annotation, around: Surroundings): Strategy[] {
  const called = operation.operationId ?? `${operation.method} ${operation.path}`;
  const names = new Map<string, StrategyAnnotation>();
  return strategies.flatMap((annotation) => {
    const style = styleOf(annotation, around);
    if (style === undefined) return [];
    const name = String(annotation.fields.get('name')?.value ?? style.name);
    const first = names.get(name);
    if (first !== undefined) reportDuplicate(called, name, annotation, first, around.report);
    else names.set(name, annotation);
    const { schemas, operationIds, report, reported } = around;
    const subject = createSubject(
      { operation, name: called, annotation, style, schemas, operationIds },
      report,
      reported,
    );
    const strategy = verifyStrategy(subject, name);
    return strategy === undefined || first !== undefined ? [] : [strategy];
  });
}

function styleOf(annotation: StrategyAnnotation, { report }: Surroundings) {
  const style = annotation.fields.get('style');
  if (style === undefined) {
    const message = `A strategy needs \`style\`, one of ${[...styles.keys()].join(', ')}.`;
    problem(report, 'pagination-missing-field', message, annotation.location);
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
    related: [{ message: 'The first one.', location: first.location }],
  });
}

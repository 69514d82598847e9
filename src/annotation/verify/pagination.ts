import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import { type Operation, operationLabel } from '../../model/operation.ts';
import { readFrom, wireName } from '../../model/pagination-fields.ts';
import type { OperationNode } from '../../model/read/paths.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import { asWarning, type Diagnostic, isError, type Report } from '../../shared/diagnostic.ts';
import { type Located, type Location, parsePointer } from '../../shared/json.ts';
import type { AnnotationReader, OperationModel, StrategyAnnotation } from '../annotation.ts';
import { extensions } from '../extensions.ts';
import type { VerifyContext } from './strategy.ts';
import { type VerifiedAnnotation, verifyAnnotation } from './verify-annotation.ts';

/** The annotation that was used for an operation. */
export interface Annotated {
  readonly operation: Operation;
  /** The key of its extension. */
  readonly key: string;
  readonly declined: boolean;
  /** The strategies in the fields of `x-pagination`, without the parts of a dialect that could not be used. */
  readonly annotations: readonly StrategyAnnotation[];
}

/** Options for reading annotations. */
export interface PaginationOptions {
  /** The key of the dialect that takes precedence over the other dialects. */
  readonly dialect?: string | undefined;
  /** Turn errors into warnings, and leave the operations without pagination whose annotations have errors. Default: false. */
  readonly lenient?: boolean | undefined;
  /** The annotations of other operations are not read. Default: every operation is selected. */
  readonly isSelected?: ((operation: Operation) => boolean) | undefined;
  /** Called with each annotation that is used. */
  readonly onAnnotated?: ((annotated: Annotated) => void) | undefined;
}

interface Reader {
  readonly key: string;
  readonly dialect: boolean;
  readonly read: AnnotationReader;
  /** Returns the diagnostics since the last call. */
  readonly reported: () => Diagnostic[];
}

/**
 * Returns the operations with their strategies. If an operation has several annotations, the first one that can be used
 * counts, and a contradiction between it and another one is reported.
 */
export function attachStrategies(
  document: ResolvedDocument,
  found: readonly OperationNode[],
  { schemas, schemes }: Pick<VerifyContext, 'schemas' | 'schemes'>,
  report: Report,
  options: PaginationOptions = {},
): Operation[] {
  const { isSelected = () => true, lenient = false } = options;
  const readers = openReaders(document, options.dialect);
  const send: Report = lenient ? (diagnostic) => report(asWarning(diagnostic)) : report;
  for (const reader of readers) for (const diagnostic of reader.reported()) send(diagnostic);
  const operations = new Map(
    found.flatMap(({ operation }) => (operation.operationId === undefined ? [] : [[operation.operationId, operation]])),
  );
  const reported = new Set<string>();
  return found.map((each) => {
    if (!isSelected(each.operation)) return each.operation;
    let hasErrors = false;
    const watch: Report = (diagnostic) => {
      hasErrors ||= isError(diagnostic);
      send(diagnostic);
    };
    const verified = pickAnnotation(readers, each, { schemas, schemes, operations, report: watch, reported });
    if (lenient && hasErrors) reportUnpaginated(each.operation, report);
    if (verified === undefined || (lenient && hasErrors)) return each.operation;
    const { declined, strategies, annotations } = verified;
    options.onAnnotated?.({ operation: each.operation, key: verified.key, declined, annotations });
    return { ...each.operation, strategies, ...(declined && { paginationDeclined: true as const }) };
  });
}

function reportUnpaginated(operation: Operation, report: Report): void {
  report({
    code: 'left-unpaginated',
    severity: 'warning',
    message: `The pagination of ${operationLabel(operation)} has errors; pagegen leaves the operation unpaginated.`,
    location: { ...operation.location, part: 'key' },
  });
}

/** Returns a reader per extension: first `x-pagination`, then the dialect that the user chose, then the others in order. */
function openReaders(document: ResolvedDocument, dialect: string | undefined): Reader[] {
  const rank = (extension: (typeof extensions)[number]): number =>
    extension.dialect === undefined ? 0 : extension.key === dialect ? 1 : 2;
  const keys = new Set(document.annotations.map(({ key }) => key));
  return extensions
    .toSorted((a, b) => rank(a) - rank(b))
    .map((extension) => {
      const waiting: Diagnostic[] = [];
      const report = (diagnostic: Diagnostic): void => void waiting.push(diagnostic);
      const read = extension.open({
        root: document.root,
        follow: (node) => document.follow(node),
        report,
        nodeAt: (location) => nodeAt(document, location),
        keys,
      });
      return { key: extension.key, dialect: extension.dialect === true, read, reported: () => waiting.splice(0) };
    });
}

function nodeAt({ sources, root }: ResolvedDocument, { file, pointer }: Location): Located | undefined {
  const data: unknown = file === root.location.file ? root.value : sources.get(file)?.data;
  let value = data;
  for (const token of parsePointer(pointer) ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = Reflect.get(value, token);
  }
  return value === undefined ? undefined : { value, location: { file, pointer } };
}

function pickAnnotation(
  readers: readonly Reader[],
  { operation, node }: OperationNode,
  context: VerifyContext,
): VerifiedAnnotation | undefined {
  const model: OperationModel = { operation, schemas: context.schemas, operations: context.operations };
  let winner: VerifiedAnnotation | undefined;
  for (const { key, dialect, read, reported } of readers) {
    const annotation = read(node, model);
    const diagnostics = reported();
    // Once an annotation is chosen, faults of the others do not matter.
    if (winner === undefined) for (const diagnostic of diagnostics) context.report(diagnostic);
    if (annotation === undefined) continue;
    const quiet = winner === undefined ? context : { ...context, report: () => {}, reported: new Set<string>() };
    const place = annotation.strategies[0]?.location ?? memberLocation(node, key);
    const verified = verifyAnnotation({ key, dialect, annotation, operation, place }, quiet);
    if (winner === undefined) winner = verified.isUsable ? verified : undefined;
    else if (verified.isUsable) reportConflict(winner, verified, operation, context.report);
  }
  return winner;
}

function memberLocation({ location }: OperationNode['node'], key: string) {
  return { file: location.file, pointer: `${location.pointer}/${key}` };
}

function reportConflict(
  winner: VerifiedAnnotation,
  other: VerifiedAnnotation,
  operation: Operation,
  report: Report,
): void {
  const difference = findDifference(winner, other);
  if (difference === undefined) return;
  report({
    code: 'dialect-conflict',
    severity: 'warning',
    message: `\`${winner.key}\` and \`${other.key}\` of ${operationLabel(operation)} differ in ${difference}; \`${winner.key}\` is used.`,
    location: other.place,
    related: [{ message: `\`${winner.key}\` is declared here.`, location: winner.place }],
  });
}

function findDifference(winner: VerifiedAnnotation, other: VerifiedAnnotation): string | undefined {
  if (winner.declined || other.declined) {
    return winner.declined === other.declined ? undefined : 'whether the list is paginated';
  }
  const [theirs] = other.strategies;
  if (theirs === undefined || winner.strategies.length === 0) return undefined;
  const differences = winner.strategies.map((ours) => findContradiction(ours, theirs));
  return differences.includes(undefined) ? undefined : differences[0];
}

/**
 * Describes the first difference between two strategies of one operation; returns undefined if they agree. A field that
 * only one of them declares is not a contradiction.
 */
function findContradiction(first: Strategy, second: Strategy): string | undefined {
  const [a, b] = [partsOf(first), partsOf(second)];
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other !== undefined && other !== value) return `${name} (\`${value}\` and \`${other}\`)`;
  }
  return undefined;
}

function partsOf({ style, request, response }: Strategy): Map<string, string> {
  const position = request.offset ?? request.page ?? request.cursor;
  const next = response.nextCursor ?? response.nextUrl;
  const parts: [string, string | undefined][] = [
    ['the style', style],
    ['the position', position && wireName(position)],
    ['the page size', request.limit && wireName(request.limit)],
    ['the items', responsePlace(response.items)],
    [
      'the next page',
      response.itemCursor === undefined ? responsePlace(next) : `${response.itemCursor} of the last item`,
    ],
    ['the flag for more items', responsePlace(response.hasMore)],
    ['the flag for the last page', responsePlace(response.isLast)],
    ['the total', responsePlace(response.total)],
    ['the number of pages', responsePlace(response.totalPages)],
  ];
  return new Map(parts.filter((part): part is [string, string] => part[1] !== undefined));
}

function responsePlace(field: ResponseField | undefined): string | undefined {
  if (field === undefined) return undefined;
  return readFrom(field) || 'the whole body';
}

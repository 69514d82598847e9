import type { ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { Operation } from '../../model/operation.ts';
import type { OperationNode } from '../../model/read/paths.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, ResponseField, Strategy } from '../../model/strategy.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { AnnotationReader, OperationModel } from '../extension.ts';
import { extensions } from '../extensions.ts';
import type { StrategyAnnotation } from '../fields.ts';
import type { VerifyContext } from './strategy.ts';
import { type VerifiedAnnotation, verifyAnnotation } from './verify-annotation.ts';

/** What became of the annotation that an operation is paginated by. */
export interface Annotated {
  readonly operation: Operation;
  /** The extension that it is written in. */
  readonly key: string;
  readonly declined: boolean;
  /** In our words, as verified: what a dialect says and could not be used is left out. */
  readonly annotations: readonly StrategyAnnotation[];
}

/** How annotations are read. */
export interface PaginationOptions {
  /** Key of the dialect that comes before the others. */
  readonly dialect?: string | undefined;
  /** Told of each annotation that is used. */
  readonly onAnnotated?: ((annotated: Annotated) => void) | undefined;
}

interface Reader {
  readonly key: string;
  readonly dialect: boolean;
  readonly read: AnnotationReader;
  /** What it has reported since it was asked last. */
  readonly reported: () => Diagnostic[];
}

/**
 * The operations with their strategies. The first extension that an operation has, and that can be used, says how it is
 * paginated; others that say something else are reported.
 */
export function attachStrategies(
  document: ResolvedDocument,
  found: readonly OperationNode[],
  schemas: Schemas,
  report: Report,
  options: PaginationOptions = {},
): Operation[] {
  const readers = openReaders(document, options.dialect);
  for (const reader of readers) for (const diagnostic of reader.reported()) report(diagnostic);
  const operations = new Map(
    found.flatMap(({ operation }) => (operation.operationId === undefined ? [] : [[operation.operationId, operation]])),
  );
  const context = { schemas, operations, report, reported: new Set<string>() };
  return found.map((each) => {
    const verified = pickAnnotation(readers, each, context);
    if (verified === undefined) return each.operation;
    const { declined, strategies, annotations } = verified;
    options.onAnnotated?.({ operation: each.operation, key: verified.key, declined, annotations });
    return { ...each.operation, strategies, ...(declined && { paginationDeclined: true as const }) };
  });
}

/** Our own annotation comes first, then the dialect that the user names, then the others in their order. */
function openReaders(document: ResolvedDocument, dialect: string | undefined): Reader[] {
  const rank = (extension: (typeof extensions)[number]): number =>
    extension.dialect === undefined ? 0 : extension.key === dialect ? 1 : 2;
  return extensions
    .toSorted((a, b) => rank(a) - rank(b))
    .map((extension) => {
      const waiting: Diagnostic[] = [];
      const report = (diagnostic: Diagnostic): void => void waiting.push(diagnostic);
      const read = extension.open({ root: document.root, follow: (node) => document.follow(node), report });
      return { key: extension.key, dialect: extension.dialect === true, read, reported: () => waiting.splice(0) };
    });
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
    // What is wrong with an annotation that is not used is nobody's concern.
    if (winner === undefined) for (const diagnostic of diagnostics) context.report(diagnostic);
    if (annotation === undefined) continue;
    const quiet = winner === undefined ? context : { ...context, report: () => {}, reported: new Set<string>() };
    const verified = verifyAnnotation({ key, dialect, annotation, operation, place: placeOf(node, key) }, quiet);
    if (winner === undefined) winner = verified.isUsable ? verified : undefined;
    else if (verified.isUsable) reportConflict(winner, verified, operation, context.report);
  }
  return winner;
}

function placeOf({ location }: OperationNode['node'], key: string) {
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
  const name = operation.operationId ?? `${operation.method} ${operation.path}`;
  report({
    code: 'dialect-conflict',
    severity: 'warning',
    message: `\`${winner.key}\` and \`${other.key}\` of ${name} contradict each other about ${difference}; \`${winner.key}\` is used.`,
    location: other.place,
    related: [{ message: `\`${winner.key}\` stands here.`, location: winner.place }],
  });
}

function findDifference(winner: VerifiedAnnotation, other: VerifiedAnnotation): string | undefined {
  if (winner.declined || other.declined) {
    return winner.declined === other.declined ? undefined : 'whether there are pages at all';
  }
  const [theirs] = other.strategies;
  if (theirs === undefined || winner.strategies.length === 0) return undefined;
  const differences = winner.strategies.map((ours) => findContradiction(ours, theirs));
  return differences.includes(undefined) ? undefined : differences[0];
}

/**
 * What two strategies of one operation say differently, in words; undefined where they agree. What only one of them
 * says is no contradiction.
 */
function findContradiction(first: Strategy, second: Strategy): string | undefined {
  const [a, b] = [partsOf(first), partsOf(second)];
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other !== undefined && other !== value) return `${name}: \`${value}\` and \`${other}\``;
  }
  return undefined;
}

function partsOf({ style, request, response }: Strategy): Map<string, string> {
  const next = response.nextCursor ?? response.nextUrl;
  const parts: [string, string | undefined][] = [
    ['the style', style],
    ['the position', requestPlace(request.offset ?? request.page ?? request.cursor)],
    ['the page size', requestPlace(request.limit)],
    ['the items', responsePlace(response.items)],
    [
      'what comes next',
      response.itemCursor === undefined ? responsePlace(next) : `${response.itemCursor} of the last item`,
    ],
    ['whether there is more', responsePlace(response.hasMore)],
    ['the total', responsePlace(response.total)],
    ['the number of pages', responsePlace(response.totalPages)],
  ];
  return new Map(parts.filter((part): part is [string, string] => part[1] !== undefined));
}

function requestPlace(field: RequestField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return field.pointer;
  return field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`;
}

function responsePlace(field: ResponseField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'header') return `header ${field.name.toLowerCase()}`;
  return field.pointer === '' ? 'the whole body' : field.pointer;
}

import { InputError, type Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { type FoundReference, findReferences, type Reading } from './find-references.ts';
import { createFollower } from './follow.ts';
import type { AllowedTargets } from './reference.ts';
import { reportReferences } from './report-references.ts';
import { checkRoot, type FoundAnnotation, type Node, type ResolvedDocument } from './resolved-document.ts';

/** The result of loading a file: the document or an error. Undefined if its text does not parse, which is reported. */
export type LoadResult = SourceDocument | InputError | undefined;

/**
 * Resolves all references of a document and reports every reference without a target. Yields the files to load next and
 * receives their results in the same order, so that callers can read files synchronously or asynchronously.
 *
 * @param lenient true if faults of pagination annotations are warnings
 * @returns undefined if pagegen does not support the document's version, or if it nests too deeply
 */
export function* resolveSteps(
  root: SourceDocument,
  allowed: AllowedTargets,
  report: Report,
  lenient = false,
): Generator<readonly string[], ResolvedDocument | undefined, readonly LoadResult[]> {
  const version = checkRoot(root, report);
  if (version === undefined) return undefined;
  const sources = new Map<string, SourceDocument>([[root.file, root]]);
  const failures = new Map<string, InputError | undefined>();
  const { step, follow, next } = createFollower(sources, allowed);
  const found: FoundReference[] = [];
  const annotations: FoundAnnotation[] = [];
  const seen = new Set<object>();
  let isTooDeep = false;

  const walk = (node: Node, reading: Reading): readonly FoundReference[] => {
    const { references, annotations: own, tooDeep } = findReferences(node, reading, seen);
    for (const annotation of own) annotations.push(annotation);
    if (tooDeep && !isTooDeep) reportDepth(tooDeep, report);
    isTooDeep ||= tooDeep !== undefined;
    return references;
  };

  const rootNode: Node = { value: root.data, location: { file: root.file, pointer: '' } };
  let waiting = walk(rootNode, 'object');
  while (waiting.length > 0) {
    found.push(...waiting);
    const wanted = unreadFiles(waiting, step, failures);
    const results = wanted.length > 0 ? yield wanted : [];
    for (const [index, file] of wanted.entries()) {
      const result = results[index];
      if (result === undefined || result instanceof InputError) failures.set(file, result);
      else sources.set(file, result);
    }
    // Search only those parts of other files that a reference leads to. Faults in the other parts do not matter.
    waiting = waiting.flatMap(({ value, location, reading }) => {
      const next = typeof value === 'string' ? step(value, location) : undefined;
      return next?.kind === 'found' ? walk(next.node, reading) : [];
    });
  }
  reportReferences(found, step, failures, report, lenient);
  // Later stages are recursive and would overflow the call stack.
  if (isTooDeep) return undefined;
  return { root: rootNode, version, sources, annotations, follow, next };
}

function unreadFiles(
  references: readonly FoundReference[],
  step: ReturnType<typeof createFollower>['step'],
  failures: ReadonlyMap<string, InputError | undefined>,
): string[] {
  const wanted = new Set<string>();
  for (const { value, location } of references) {
    const next = typeof value === 'string' ? step(value, location) : undefined;
    if (next?.kind === 'unread' && !failures.has(next.target.file)) wanted.add(next.target.file);
  }
  return [...wanted];
}

function reportDepth(location: Location, report: Report): void {
  report({
    code: 'nested-too-deeply',
    severity: 'error',
    message: 'The document nests more than 500 levels deep here.',
    location,
  });
}

import { InputError, type Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { checkRoot } from './check-root.ts';
import { type FoundReference, findReferences, type Reading } from './find-references.ts';
import { createFollower } from './follow.ts';
import type { Reach } from './reference.ts';
import { reportReferences } from './report-references.ts';
import type { Node, ResolvedDocument } from './resolved-document.ts';

/** A file that was read, or the error of reading it. Undefined: its text does not parse, which is reported. */
export type Outcome = SourceDocument | InputError | undefined;

/**
 * Resolves all references of a document. Yields the files that have to be read next, and takes their outcomes in the same
 * order, so that callers can read files synchronously or not. Reports each reference that leads nowhere.
 *
 * @returns undefined if the root is not a document of a supported version
 */
export function* resolveSteps(
  root: SourceDocument,
  reach: Reach,
  report: Report,
): Generator<readonly string[], ResolvedDocument | undefined, readonly Outcome[]> {
  const version = checkRoot(root, report);
  if (version === undefined) return undefined;
  const sources = new Map<string, SourceDocument>([[root.file, root]]);
  const failures = new Map<string, InputError | undefined>();
  const { step, follow } = createFollower(sources, reach);
  const found: FoundReference[] = [];
  const seen = new Set<object>();
  let isTooDeep = false;

  const walk = (node: Node, reading: Reading): readonly FoundReference[] => {
    const { references, tooDeep } = findReferences(node, reading, seen);
    if (tooDeep && !isTooDeep) reportDepth(tooDeep, report);
    isTooDeep ||= tooDeep !== undefined;
    return references;
  };

  const rootNode: Node = { value: root.data, location: { file: root.file, pointer: '' } };
  let waiting = walk(rootNode, 'object');
  while (waiting.length > 0) {
    found.push(...waiting);
    const wanted = unreadFiles(waiting, step, failures);
    const outcomes = wanted.length > 0 ? yield wanted : [];
    for (const [index, file] of wanted.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome instanceof InputError) failures.set(file, outcome);
      else sources.set(file, outcome);
    }
    // Parts of other files are walked as they are reached: what nobody refers to is nobody's fault.
    waiting = waiting.flatMap(({ value, location, reading }) => {
      const next = typeof value === 'string' ? step(value, location.file) : undefined;
      return next?.kind === 'found' ? walk(next.node, reading) : [];
    });
  }
  reportReferences(found, step, failures, report);
  // Whoever reads on does so by recursion, which has a bottom.
  if (isTooDeep) return undefined;
  return { root: rootNode, version, sources, follow };
}

function unreadFiles(
  references: readonly FoundReference[],
  step: ReturnType<typeof createFollower>['step'],
  failures: ReadonlyMap<string, InputError | undefined>,
): string[] {
  const wanted = new Set<string>();
  for (const { value, location } of references) {
    const next = typeof value === 'string' ? step(value, location.file) : undefined;
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

import { describeValue, isJsonObject, type Located, type Location, memberOf, membersOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import {
  type AnnotationGroup,
  type ExtendedDocument,
  GROUPS,
  type GroupName,
  type StrategyAnnotation,
} from '../annotation.ts';
import { reportError } from './codes.ts';
import { strategyObject, type WrittenStrategy } from './strategy-object.ts';

/**
 * Merges a strategy into the one that it extends. Its own fields win, groups are merged one level deep, arrays replace
 * inherited ones, and null removes an inherited value.
 */
function mergeStrategy(base: StrategyAnnotation | undefined, own: WrittenStrategy): StrategyAnnotation {
  const groups = new Map<GroupName, AnnotationGroup>();
  for (const name of GROUPS) {
    const written = own.groups.get(name);
    const inherited = base?.groups.get(name);
    if (written === null) continue;
    const fields = mergeFields(inherited?.fields, written?.fields);
    const location = written?.location ?? inherited?.location;
    if (location !== undefined) groups.set(name, { location, fields, removed: removedFields(inherited, written) });
  }
  const faults = new Set([...(base?.faults ?? []), ...own.faults]);
  return { location: own.location, fields: mergeFields(base?.fields, own.fields), groups, faults };
}

/** Returns the fields that the strategy sets to null, and those of the inherited group that it does not set again. */
function removedFields(base: AnnotationGroup | undefined, own: AnnotationGroup | undefined): Set<string> {
  const removed = new Set(base?.removed);
  for (const [key, { value }] of own?.fields ?? []) {
    if (value === null) removed.add(key);
    else removed.delete(key);
  }
  return removed;
}

/** Returns the strategy with the place where an operation uses it. */
export function usedAt(location: Location, strategy: StrategyAnnotation): StrategyAnnotation {
  return { ...strategy, location };
}

function mergeFields(
  base: ReadonlyMap<string, Located> | undefined,
  own: ReadonlyMap<string, Located> | undefined,
): Map<string, Located> {
  const merged = new Map([...(base ?? []), ...(own ?? [])]);
  for (const [key, { value }] of merged) {
    if (value === null) merged.delete(key);
  }
  return merged;
}

/** Reads strategies, each once, so that a fault in a shared strategy is reported once. */
export class SharedStrategies {
  readonly #document: ExtendedDocument;
  readonly #shared: Located | undefined;
  /** By place. Undefined if the strategy that it extends cannot be found, which is already reported. */
  readonly #read = new Map<string, StrategyAnnotation | undefined>();
  /** The places that are being read; each extends the next. */
  readonly #open: string[] = [];

  constructor(document: ExtendedDocument) {
    this.#document = document;
    this.#shared = sharedObject(document);
    for (const [, node] of this.#shared === undefined ? [] : membersOf(this.#shared)) this.at(node);
  }

  /** True if the document declares shared strategies. */
  get isDeclared(): boolean {
    return this.#shared !== undefined;
  }

  /** Returns the shared strategy that `reference` names. Reports it and returns undefined if there is none. */
  named(reference: Located<string>): StrategyAnnotation | undefined {
    const node = this.#shared && memberOf(this.#shared, reference.value);
    if (node !== undefined) return this.at(node, reference);
    const names = this.#shared === undefined ? [] : membersOf(this.#shared).map(([name]) => name);
    const declared = names.length === 0 ? 'none' : names.join(', ');
    const message = `There is no shared strategy \`${reference.value}\`; the document declares ${declared}.`;
    const { report } = this.#document;
    reportError(
      report,
      'pagination-unknown-strategy',
      message,
      reference.location,
      suggestName(reference.value, names),
    );
    return undefined;
  }

  /** Reads the strategy object at `node`, with everything that it inherits. `from` is the value that refers to it. */
  at(node: Located, from: Located = node): StrategyAnnotation | undefined {
    const id = `${node.location.file}#${node.location.pointer}`;
    if (this.#open.includes(id)) {
      this.#reportCycle(id, from);
      return undefined;
    }
    if (!this.#read.has(id)) {
      this.#open.push(id);
      const strategy = this.#readObject(node);
      this.#open.pop();
      this.#read.set(id, strategy);
    }
    return this.#read.get(id);
  }

  #readObject(node: Located): StrategyAnnotation | undefined {
    const { report, follow } = this.#document;
    if (!isJsonObject(node.value)) {
      const message = `A strategy must be an object; found ${describeValue(node.value)}.`;
      reportError(report, 'pagination-wrong-type', message, node.location);
      return undefined;
    }
    const own = strategyObject(node, report);
    if (own.extends !== undefined) {
      const base = this.named(own.extends);
      return base && mergeStrategy(base, own);
    }
    if (own.reference !== undefined) {
      const end = follow(own.reference);
      const base = end && this.at(this.#oneStep(own.reference) ?? end, memberOf(node, '$ref') ?? node);
      return base && mergeStrategy(base, own);
    }
    // With an invalid `extends`, the inherited fields are unknown, so no missing field can be reported.
    return own.faults.has('extends') ? undefined : mergeStrategy(undefined, own);
  }

  /** Follows a `$ref` by one step only: a shared strategy that has a `$ref` itself may have fields of its own. */
  #oneStep(reference: Located): Located | undefined {
    const text = memberOf(reference, '$ref')?.value;
    const isOurs = reference.location.file === this.#document.root.location.file;
    if (this.#shared === undefined || !isOurs || typeof text !== 'string') return undefined;
    const name = sharedName(text);
    return name === undefined ? undefined : memberOf(this.#shared, name);
  }

  #reportCycle(id: string, from: Located): void {
    const formatName = (place: string) => `\`${place.slice(place.lastIndexOf('/') + 1)}\``;
    const circle = [...this.#open.slice(this.#open.indexOf(id)), id].map(formatName).join(' → ');
    const message = `Strategies extend each other in a circle: ${circle}.`;
    reportError(this.#document.report, 'pagination-extends-cycle', message, from.location);
  }
}

/** Returns the name of the shared strategy to which a `$ref` refers. In Swagger 2.0, shared strategies are at the root. */
export function sharedName(reference: string): string | undefined {
  return /^#\/(?:components\/)?x-pagination\/([^/]+)$/.exec(reference)?.[1];
}

/** Returns `components.x-pagination`. Reports it and returns undefined if it is not an object. */
function sharedObject({ root, report }: ExtendedDocument): Located | undefined {
  const components = memberOf(root, 'components');
  const shared = components && memberOf(components, 'x-pagination');
  if (shared === undefined || isJsonObject(shared.value)) return shared;
  const message = `components.x-pagination must be an object of strategies; found ${describeValue(shared.value)}.`;
  reportError(report, 'pagination-wrong-type', message, shared.location);
  return undefined;
}

import { describeValue, isJsonObject, type Located, type Location, memberOf, membersOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { ExtendedDocument } from '../extension.ts';
import { type AnnotationGroup, GROUPS, type GroupName, type StrategyAnnotation } from '../fields.ts';
import { reportError } from './codes.ts';
import { strategyObject, type WrittenStrategy } from './strategy-object.ts';

/**
 * What `own` says, on top of what it starts from: its fields win, groups are merged one level deep, arrays replace,
 * null removes.
 */
function mergeStrategy(base: StrategyAnnotation | undefined, own: WrittenStrategy): StrategyAnnotation {
  const groups = new Map<GroupName, AnnotationGroup>();
  for (const name of GROUPS) {
    const written = own.groups.get(name);
    const inherited = base?.groups.get(name);
    if (written === null) continue;
    const fields = mergeFields(inherited?.fields, written?.fields);
    const location = written?.location ?? inherited?.location;
    if (location !== undefined) groups.set(name, { location, fields });
  }
  const faults = new Set([...(base?.faults ?? []), ...own.faults]);
  return { location: own.location, fields: mergeFields(base?.fields, own.fields), groups, faults };
}

/** The strategy, as used at another place. */
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

/** Strategies by the place where they are written. A fault in a shared one is reported once, whoever uses it. */
export class SharedStrategies {
  readonly #document: ExtendedDocument;
  readonly #shared: Located | undefined;
  /** Undefined: what it starts from cannot be found, which has been reported. */
  readonly #read = new Map<string, StrategyAnnotation | undefined>();
  /** The places that are being read, each waiting for the next. */
  readonly #open: string[] = [];

  constructor(document: ExtendedDocument) {
    this.#document = document;
    this.#shared = sharedObject(document);
    for (const [, node] of this.#shared === undefined ? [] : membersOf(this.#shared)) this.at(node);
  }

  /** The shared strategy that `reference` names. Undefined where there is none that can be used, which is reported. */
  named(reference: Located<string>): StrategyAnnotation | undefined {
    const node = this.#shared && memberOf(this.#shared, reference.value);
    if (node !== undefined) return this.at(node, reference);
    const names = this.#shared === undefined ? [] : membersOf(this.#shared).map(([name]) => name);
    const there = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
    const message = `There is no shared strategy \`${reference.value}\`; ${there}.`;
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

  /** The strategy object at `node`, with everything that it starts from. `from` is the value that leads there. */
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
    // Whatever it was to start from is missing: nothing can be said of the rest.
    return own.faults.has('extends') ? undefined : mergeStrategy(undefined, own);
  }

  /** The shared strategy that a `$ref` names: one that refers to a further one may have fields of its own. */
  #oneStep(reference: Located): Located | undefined {
    const text = memberOf(reference, '$ref')?.value;
    const isOurs = reference.location.file === this.#document.root.location.file;
    if (this.#shared === undefined || !isOurs || typeof text !== 'string') return undefined;
    const name = sharedName(text);
    return name === undefined ? undefined : memberOf(this.#shared, name);
  }

  #reportCycle(id: string, from: Located): void {
    const nameOf = (place: string) => `\`${place.slice(place.lastIndexOf('/') + 1)}\``;
    const circle = [...this.#open.slice(this.#open.indexOf(id)), id].map(nameOf).join(' → ');
    const message = `Strategies extend each other in a circle: ${circle}.`;
    reportError(this.#document.report, 'pagination-extends-cycle', message, from.location);
  }
}

/** The name of the shared strategy that a `$ref` leads to: in Swagger 2.0 they stand at the root. */
export function sharedName(reference: string): string | undefined {
  return /^#\/(?:components\/)?x-pagination\/([^/]+)$/.exec(reference)?.[1];
}

/** `components.x-pagination`; reported where it is no object. */
function sharedObject({ root, report }: ExtendedDocument): Located | undefined {
  const components = memberOf(root, 'components');
  const shared = components && memberOf(components, 'x-pagination');
  if (shared === undefined || isJsonObject(shared.value)) return shared;
  const message = `components.x-pagination must be an object of strategies; found ${describeValue(shared.value)}.`;
  reportError(report, 'pagination-wrong-type', message, shared.location);
  return undefined;
}

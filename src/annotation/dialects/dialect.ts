import type { StyleName } from '../../model/strategy.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, isJsonObject, type Located, type Location, memberOf } from '../../shared/json.ts';
import {
  type Annotation,
  type AnnotationGroup,
  defineExtension,
  type Extension,
  type GroupName,
  type OperationModel,
  type StrategyAnnotation,
} from '../annotation.ts';
import { unreadParts } from './unread-parts.ts';

/** The codes of diagnostics about dialects, each with its meaning in one sentence. */
export const DIALECT_CODES = {
  'dialect-untranslated': "A part of another tool's pagination annotation cannot be translated and is ignored.",
  'dialect-unpaginated':
    "Another tool's pagination annotation cannot be translated, so the operation is not paginated.",
  'dialect-assumed-items':
    "Another tool's pagination annotation does not declare where the items are; the only array of the response is used.",
  'dialect-conflict': 'Two pagination annotations of one operation contradict each other; the first one is used.',
} as const;

export type DialectCode = keyof typeof DIALECT_CODES;

/** An annotation of another tool on one operation, with the operation and the document. */
export interface DialectAnnotation {
  readonly node: Located;
  /** The Operation Object that has the annotation. */
  readonly owner: Located;
  readonly root: Located;
  readonly model: OperationModel;
  readonly report: Report;
  /** Returns the annotation with this strategy, after it has reported the parts of `block` that were not read. */
  readonly translated: (block: Located, strategy: StrategyAnnotation | undefined) => Annotation | undefined;
}

/**
 * Declares a dialect. In every dialect, `false` means that there is only one page; `read` translates every other value.
 * If the operation is not paginated, `read` reports the reason and returns undefined.
 */
export function defineDialect(
  key: Extension['key'],
  read: (annotation: DialectAnnotation) => Annotation | undefined,
  places: Extension['places'] = ['operation'],
): Extension {
  return defineExtension({
    key,
    dialect: true,
    places,
    open: ({ root, report }) => {
      // Operations may share an annotation at the root of the document.
      const ignored = new Set<string>();
      return (owner, model) => {
        const node = memberOf(owner, key);
        if (node === undefined) return undefined;
        if (node.value === false) return ONE_PAGE;
        const reported: Location[] = [];
        const note: Report = (diagnostic) => {
          reported.push(diagnostic.location);
          report(diagnostic);
        };
        const translated: DialectAnnotation['translated'] = (block, found) => {
          for (const { label, location } of found === undefined ? [] : unreadParts(block, found, reported)) {
            const place = `${location.file} ${location.pointer}`;
            if (!ignored.has(place)) untranslated(report, `\`${label}\` has no effect here and is ignored.`, location);
            ignored.add(place);
          }
          return paginated(found);
        };
        return read({ node, owner, root, model, report: note, translated });
      };
    },
  });
}

/** The fields of one group of `x-pagination`, each located in the original annotation. Undefined fields are omitted. */
export type Fields = Readonly<Record<string, Located | undefined>>;

/** Makes a strategy of `x-pagination` fields. Returns undefined without `response.items`, which is already reported. */
export function strategy(
  location: Location,
  style: StyleName,
  groups: { readonly request?: Fields; readonly response: Fields },
): StrategyAnnotation | undefined {
  if (groups.response.items === undefined) return undefined;
  const entries = Object.entries(groups) as [GroupName, Fields][];
  return {
    location,
    fields: new Map([['style', locate(style, location)]]),
    groups: new Map(entries.map(([name, fields]) => [name, group(location, fields)])),
  };
}

/** Returns the annotation of an operation with one strategy. */
export function paginated(only: StrategyAnnotation | undefined): Annotation | undefined {
  return only && { declined: false, strategies: [only] };
}

/** The annotation of an operation that explicitly has only one page. */
export const ONE_PAGE: Annotation = { declined: true, strategies: [] };

/**
 * Returns a translated value, locate where the original is written. The location object is a copy, so that each value
 * has its own and a fault identifies its field.
 */
export function locate<T>(value: T, { file, pointer }: Location): Located<T> {
  return { value, location: { file, pointer } };
}

/** Reports a part that is ignored. */
export function untranslated(report: Report, message: string, location: Location, hint?: string): void {
  warn(report, 'dialect-untranslated', message, location, hint);
}

/** Reports why an operation is not paginated. Returns undefined, so that callers can return its result. */
export function unpaginated(report: Report, reason: string, location: Location, hint?: string): undefined {
  warn(report, 'dialect-unpaginated', `${reason} The operation is not paginated.`, location, hint);
  return undefined;
}

export function warn(report: Report, code: DialectCode, message: string, location: Location, hint?: string): void {
  report({ code, severity: 'warning', message, ...(hint !== undefined && { hint }), location });
}

/** Returns the annotation if it is an object. Otherwise reports it and returns undefined. */
export function expectObject(node: Located, key: string, report: Report): Located | undefined {
  if (isJsonObject(node.value)) return node;
  return unpaginated(report, `\`${key}\` must be an object; found ${describeValue(node.value)}.`, node.location);
}

function group(location: Location, fields: Fields): AnnotationGroup {
  const there = Object.entries(fields).filter((entry): entry is [string, Located] => entry[1] !== undefined);
  return { location, fields: new Map(there) };
}

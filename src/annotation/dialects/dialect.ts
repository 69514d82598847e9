import type { StyleName } from '../../model/strategy.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, isJsonObject, type Located, type Location, memberOf } from '../../shared/json.ts';
import { defineExtension, type Extension, type OperationModel } from '../extension.ts';
import type { Annotation, AnnotationGroup, GroupName, StrategyAnnotation } from '../fields.ts';

/** Codes of what is reported about the annotations of other tools, each with its meaning in one line. */
export const DIALECT_CODES = {
  'dialect-untranslated': "A part of another tool's pagination annotation has no counterpart here; it is left out.",
  'dialect-unpaginated': "Another tool's pagination annotation cannot be translated; the operation is not paginated.",
  'dialect-assumed-items':
    "Another tool's pagination annotation does not say where the items are; the only array of the response is used.",
  'dialect-conflict': 'Two pagination annotations of one operation say different things; the first of them is used.',
} as const;

export type DialectCode = keyof typeof DIALECT_CODES;

/** A vendor's annotation on one operation, and what may be asked about it. */
export interface DialectAnnotation {
  readonly node: Located;
  /** The Operation Object that it stands on. */
  readonly owner: Located;
  readonly root: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

/**
 * Declares another tool's annotation. `false` says of every one of them that there is one page; `read` sees the others,
 * and gives undefined where it has reported why the operation is not paginated.
 */
export function defineDialect(
  key: Extension['key'],
  read: (annotation: DialectAnnotation) => Annotation | undefined,
): Extension {
  return defineExtension({
    key,
    dialect: true,
    open:
      ({ root, report }) =>
      (owner, model) => {
        const node = memberOf(owner, key);
        if (node === undefined) return undefined;
        return node.value === false ? ONE_PAGE : read({ node, owner, root, model, report });
      },
  });
}

/** Fields of a group in our words; a value stands where the vendor's annotation says it. Undefined ones are left out. */
export type Fields = Readonly<Record<string, Located | undefined>>;

/** One strategy in the words of `x-pagination`; none where it has no items, which has been reported. */
export function strategy(
  location: Location,
  style: StyleName,
  groups: { readonly request?: Fields; readonly response: Fields },
): StrategyAnnotation | undefined {
  if (groups.response.items === undefined) return undefined;
  const entries = Object.entries(groups) as [GroupName, Fields][];
  return {
    location,
    fields: new Map([['style', located(style, location)]]),
    groups: new Map(entries.map(([name, fields]) => [name, group(location, fields)])),
  };
}

/** The operation pages in this one way. */
export function paginated(only: StrategyAnnotation | undefined): Annotation | undefined {
  return only && { declined: false, strategies: [only] };
}

/** There is one page: whoever wrote the annotation says so. */
export const ONE_PAGE: Annotation = { declined: true, strategies: [] };

/** A value in our words that stands for what is written at `location`. Its location is its own: faults lead back to it. */
export function located<T>(value: T, { file, pointer }: Location): Located<T> {
  return { value, location: { file, pointer } };
}

/** Reports a part that is left out. */
export function untranslated(report: Report, message: string, location: Location, hint?: string): void {
  warn(report, 'dialect-untranslated', message, location, hint);
}

/** Reports why an operation is not paginated, for `return`. */
export function unpaginated(report: Report, reason: string, location: Location, hint?: string): undefined {
  warn(report, 'dialect-unpaginated', `${reason} The operation is not paginated.`, location, hint);
  return undefined;
}

export function warn(report: Report, code: DialectCode, message: string, location: Location, hint?: string): void {
  report({ code, severity: 'warning', message, ...(hint !== undefined && { hint }), location });
}

/** The annotation where it is an object; otherwise undefined, and reported. */
export function expectObject(node: Located, key: string, report: Report): Located | undefined {
  if (isJsonObject(node.value)) return node;
  return unpaginated(report, `\`${key}\` must be an object; found ${describeValue(node.value)}.`, node.location);
}

function group(location: Location, fields: Fields): AnnotationGroup {
  const there = Object.entries(fields).filter((entry): entry is [string, Located] => entry[1] !== undefined);
  return { location, fields: new Map(there) };
}

import type { Report } from '../../diagnostics/diagnostic.ts';
import { describeValue, isJsonObject, type Located } from '../../ir/located.ts';
import type { Location } from '../../ir/location.ts';
import type { StyleName } from '../../ir/pagination.ts';
import type { Annotation, AnnotationGroup, GroupName, StrategyAnnotation } from '../annotation.ts';
import type { DialectCode } from './codes.ts';

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
    fields: new Map([['style', said(style, location)]]),
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
export function said<T>(value: T, { file, pointer }: Location): Located<T> {
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

import type { Operation } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { Located, Location } from '../../shared/json.ts';
import type { GroupName, StrategyAnnotation } from '../fields.ts';
import type { Style } from '../style.ts';
import type { PaginationCode } from '../x-pagination/codes.ts';

/** One strategy that is being verified, and what it is verified against. */
export interface StrategyCheck {
  readonly operation: Operation;
  /** The operation in words: its operationId, or method and path. */
  readonly name: string;
  readonly annotation: StrategyAnnotation;
  readonly style: Style;
  readonly schemas: Schemas;
  /** Of the document, by operationId. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** A fault that this operation has a part in. Where it stands in a shared strategy, the operation is named as well. */
  readonly error: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  readonly warning: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  /** A fault of the annotation in itself: reported once, however many operations share it. */
  readonly annotationError: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  readonly hasFailed: () => boolean;
}

export type Details = Pick<Diagnostic, 'hint' | 'fix' | 'related'>;

/** Faults that have been reported already, over all operations of a document. */
export type Reported = Set<string>;

export function createStrategyCheck(
  parts: Omit<StrategyCheck, 'error' | 'warning' | 'annotationError' | 'hasFailed'>,
  report: Report,
  reported: Reported,
): StrategyCheck {
  const { annotation, name } = parts;
  let failed = (annotation.faults?.size ?? 0) > 0;
  const diagnose = (severity: 'error' | 'warning', code: PaginationCode, message: string, location: Location) => ({
    code,
    severity,
    message,
    location,
  });
  const withUser = (location: Location, { related = [], ...advice }: Details): Details => {
    const user = { message: `Used by ${name}.`, location: annotation.location };
    const all = isInside(location, annotation.location) ? related : [...related, user];
    return { ...advice, ...(all.length > 0 && { related: all }) };
  };
  return {
    ...parts,
    error(code, message, location, more = {}) {
      failed = true;
      report({ ...diagnose('error', code, message, location), ...withUser(location, more) });
    },
    warning(code, message, location, more = {}) {
      report({ ...diagnose('warning', code, message, location), ...withUser(location, more) });
    },
    annotationError(code, message, location, more = {}) {
      failed = true;
      const identity = JSON.stringify([code, message, location.file, location.pointer]);
      if (reported.has(identity)) return;
      reported.add(identity);
      report({ ...diagnose('error', code, message, location), ...more });
    },
    hasFailed: () => failed,
  };
}

/** A field of a group as it was written, wherever it was inherited from. */
export function fieldOf(check: StrategyCheck, group: GroupName, key: string): Located | undefined {
  return check.annotation.groups.get(group)?.fields.get(key);
}

/** Whether a field is there, if only with a fault that was reported. */
export function hasField(check: StrategyCheck, group: GroupName, key: string): boolean {
  const { faults } = check.annotation;
  return fieldOf(check, group, key) !== undefined || faults?.has(group) || faults?.has(`${group}.${key}`) || false;
}

/** Where a group stands; where it was left out, the strategy. */
export function groupLocation(check: StrategyCheck, group: GroupName): Location {
  return check.annotation.groups.get(group)?.location ?? check.annotation.location;
}

function isInside(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && `${inner.pointer}/`.startsWith(`${outer.pointer}/`);
}

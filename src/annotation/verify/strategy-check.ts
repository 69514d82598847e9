import type { Operation, SecurityScheme } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Diagnostic, Report, Severity } from '../../shared/diagnostic.ts';
import type { Located, Location } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { GroupName, StrategyAnnotation } from '../annotation.ts';
import type { Style } from '../style.ts';
import type { PaginationCode } from '../x-pagination/codes.ts';

/** The verification of one strategy: the strategy, its operation, and where faults are reported. */
export interface StrategyCheck {
  readonly operation: Operation;
  /** The operation as messages call it: its operationId, or method and path. */
  readonly name: string;
  readonly annotation: StrategyAnnotation;
  readonly style: Style;
  readonly schemas: Schemas;
  readonly schemes: readonly SecurityScheme[];
  /** Every operation of the document that has an operationId, by it. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** Reports a fault that depends on the operation. In a shared strategy, the diagnostic also names the operation. */
  readonly error: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  readonly warning: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  /** Reports a remark about a place outside the annotation, once for all operations that share the place. */
  readonly info: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  /** Reports a fault of the annotation itself, once for all operations that share it. */
  readonly annotationError: (code: PaginationCode, message: string, location: Location, more?: Details) => void;
  readonly hasFailed: () => boolean;
}

export type Details = Pick<Diagnostic, 'hint' | 'fix' | 'related'>;

/** The faults that are already reported for any operation of the document. */
export type Reported = Set<string>;

export function createStrategyCheck(
  parts: Omit<StrategyCheck, 'error' | 'warning' | 'info' | 'annotationError' | 'hasFailed'>,
  report: Report,
  reported: Reported,
): StrategyCheck {
  const { annotation, name } = parts;
  let failed = (annotation.faults?.size ?? 0) > 0;
  const diagnose = (severity: Severity, code: PaginationCode, message: string, location: Location) => ({
    code,
    severity,
    message,
    subject: name,
    location,
  });
  const withUser = (location: Location, { related = [], ...advice }: Details): Details => {
    const user = { message: `Used by ${name}.`, location: annotation.location };
    const all = isInside(location, annotation.location) ? related : [...related, user];
    return { ...advice, ...(all.length > 0 && { related: all }) };
  };
  const isNew = (code: PaginationCode, message: string, location: Location): boolean => {
    const identity = JSON.stringify([code, message, location.file, location.pointer]);
    const known = reported.has(identity);
    reported.add(identity);
    return !known;
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
    info(code, message, location, more = {}) {
      if (isNew(code, message, location)) report({ ...diagnose('info', code, message, location), ...more });
    },
    annotationError(code, message, location, more = {}) {
      failed = true;
      if (isNew(code, message, location)) report({ ...diagnose('error', code, message, location), ...more });
    },
    hasFailed: () => failed,
  };
}

/** Returns a field of a group, written in the strategy or inherited. */
export function fieldOf(check: StrategyCheck, group: GroupName, key: string): Located | undefined {
  return check.annotation.groups.get(group)?.fields.get(key);
}

/** Finds the operation that `request.operation` names. Reports it if the document has none. */
export function namedOperation(check: StrategyCheck, { value, location }: Located): Operation | undefined {
  const id = String(value);
  const operation = check.operations.get(id);
  if (operation !== undefined) return operation;
  // Some authors write the path instead.
  const [own] = [...check.operations].find(([, { path }]) => path === id) ?? [];
  const advice =
    own === undefined ? suggestName(id, check.operations.keys()) : { hint: `Write its operationId, \`${own}\`.` };
  const message = `\`request.operation\` names the operation \`${id}\`, which the document does not have.`;
  check.annotationError('pagination-unknown-operation', message, location, advice);
  return undefined;
}

/** True if the field is present, or has a fault that is already reported. */
export function hasField(check: StrategyCheck, group: GroupName, key: string): boolean {
  const { faults } = check.annotation;
  return fieldOf(check, group, key) !== undefined || faults?.has(group) || faults?.has(`${group}.${key}`) || false;
}

/** Returns the location of a group, or that of the strategy if the group is missing. */
export function groupLocation(check: StrategyCheck, group: GroupName): Location {
  return check.annotation.groups.get(group)?.location ?? check.annotation.location;
}

function isInside(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && `${inner.pointer}/`.startsWith(`${outer.pointer}/`);
}

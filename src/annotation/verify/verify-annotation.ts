import type { Operation } from '../../model/operation.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Diagnostic } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { Annotation, GroupName, StrategyAnnotation } from '../annotation.ts';
import type { Style } from '../style.ts';
import { strategiesOf, styleOf, type VerifyContext, verifyOne } from './strategy.ts';

/** The annotation of one extension on an operation, after verification. */
export interface VerifiedAnnotation {
  readonly key: string;
  readonly place: Location;
  readonly declined: boolean;
  readonly strategies: readonly Strategy[];
  readonly annotations: readonly StrategyAnnotation[];
  /** False if a dialect could not be translated, so that the next dialect is tried. */
  readonly isUsable: boolean;
}

/** Verifies an annotation against its operation. Faults of `x-pagination` are errors, those of a dialect are warnings. */
export function verifyAnnotation(
  input: {
    readonly key: string;
    readonly dialect: boolean;
    readonly annotation: Annotation;
    readonly operation: Operation;
    readonly place: Location;
  },
  context: VerifyContext,
): VerifiedAnnotation {
  const { key, place, annotation, operation } = input;
  const { declined } = annotation;
  const annotations = annotation.strategies.filter(({ faults }) => (faults?.size ?? 0) === 0);
  const result = { key, place, declined, annotations, strategies: [], isUsable: true };
  if (declined) return result;
  if (!input.dialect) return { ...result, strategies: strategiesOf(operation, annotation, context) };
  const [only] = annotation.strategies;
  const style = only && styleOf(only, context);
  if (only === undefined || style === undefined) return { ...result, isUsable: false };
  const verified = verifyDialect(only, style, (attempt, report) =>
    verifyOne({ operation, annotation: attempt, style, name: style.name }, { ...context, report, reported: new Set() }),
  );
  for (const diagnostic of verified.diagnostics) context.report(diagnostic);
  const { strategy } = verified;
  if (strategy === undefined) return { ...result, isUsable: false };
  return { ...result, strategies: [strategy], annotations: [verified.annotation] };
}

/** A dialect's strategy without the fields that do not fit the operation. */
export interface VerifiedDialect {
  /** Undefined if the strategy cannot be used; the diagnostics tell why. */
  readonly strategy?: Strategy;
  readonly annotation: StrategyAnnotation;
  /** Warnings only: a mistake in another tool's annotation must not prevent the generation of a client. */
  readonly diagnostics: readonly Diagnostic[];
}

type Verify = (annotation: StrategyAnnotation, report: (diagnostic: Diagnostic) => void) => Strategy | undefined;

/**
 * Verifies a translated dialect. An optional field with a fault is removed and the rest is verified again; after any
 * other fault, the operation is not paginated.
 */
function verifyDialect(annotation: StrategyAnnotation, style: Style, verify: Verify): VerifiedDialect {
  const diagnostics: Diagnostic[] = [];
  let current = annotation;
  for (;;) {
    const found: Diagnostic[] = [];
    const strategy = verify(current, (diagnostic) => found.push(diagnostic));
    const faults = found.filter(({ severity }) => severity === 'error');
    if (strategy !== undefined && faults.length === 0) {
      return { strategy, annotation: current, diagnostics: [...diagnostics, ...found] };
    }
    const fields = faults.map((fault) => fieldAt(current, fault.location));
    if (faults.length === 0 || fields.some((field) => field === undefined || isNeeded(style, field))) {
      return { annotation: current, diagnostics: [...diagnostics, ...faults.map(asWarning(NOT_PAGINATED))] };
    }
    diagnostics.push(...faults.map(asWarning(FIELD_IGNORED)));
    for (const field of fields) if (field !== undefined) current = without(current, field);
  }
}

const FIELD_IGNORED = 'This field is ignored; the rest of the annotation is used.';
const NOT_PAGINATED = 'The operation is not paginated.';

function asWarning(consequence: string): (fault: Diagnostic) => Diagnostic {
  return (fault) => ({ ...fault, severity: 'warning', message: `${fault.message} ${consequence}` });
}

interface Field {
  readonly group: GroupName;
  readonly key: string;
}

/** Returns the field with a fault. Compares location objects first, since each translated value has one of its own. */
function fieldAt({ groups }: StrategyAnnotation, location: Location): Field | undefined {
  const all = [...groups].flatMap(([group, { fields }]) =>
    [...fields].map(([key, node]) => ({ group, key, location: node.location })),
  );
  const same = all.find((field) => field.location === location);
  if (same !== undefined) return same;
  const there = all.filter(
    (field) => field.location.file === location.file && field.location.pointer === location.pointer,
  );
  return there.length === 1 ? there[0] : undefined;
}

function isNeeded(style: Style, { group, key }: Field): boolean {
  const needed: readonly string[] =
    group === 'request'
      ? style.needs.request
      : group === 'response'
        ? [...style.needs.response, ...style.exactlyOne]
        : [];
  return needed.includes(key);
}

function without(annotation: StrategyAnnotation, { group, key }: Field): StrategyAnnotation {
  const groups = new Map(annotation.groups);
  const old = groups.get(group);
  if (old === undefined) return annotation;
  const fields = new Map(old.fields);
  fields.delete(key);
  return { ...annotation, groups: groups.set(group, { ...old, fields }) };
}

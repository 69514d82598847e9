import type { Annotation, StrategyAnnotation } from '../../extensions/annotation.ts';
import type { Location } from '../../ir/location.ts';
import type { Operation } from '../../ir/operation.ts';
import type { Strategy } from '../../ir/pagination.ts';
import { type Surroundings, strategiesOf, styleOf, verifyOne } from './strategies.ts';
import { verifyDialect } from './verify-dialect.ts';

/** What one extension says of an operation. */
export interface Claim {
  readonly key: string;
  readonly place: Location;
  readonly declined: boolean;
  readonly strategies: readonly Strategy[];
  readonly annotations: readonly StrategyAnnotation[];
  /** False where a dialect could not be translated: the next one may be asked. */
  readonly usable: boolean;
}

/** Verifies what an extension says, strictly where it is our own. */
export function claimOf(
  said: {
    readonly key: string;
    readonly dialect: boolean;
    readonly annotation: Annotation;
    readonly operation: Operation;
    readonly place: Location;
  },
  around: Surroundings,
): Claim {
  const { key, place, annotation, operation } = said;
  const { declined } = annotation;
  const annotations = annotation.strategies.filter(({ faults }) => (faults?.size ?? 0) === 0);
  const claim = { key, place, declined, annotations, strategies: [], usable: true };
  if (declined) return claim;
  if (!said.dialect) return { ...claim, strategies: strategiesOf(operation, annotation, around) };
  const [only] = annotation.strategies;
  const style = only && styleOf(only, around);
  if (only === undefined || style === undefined) return { ...claim, usable: false };
  const verified = verifyDialect(only, style, (attempt, report) =>
    verifyOne({ operation, annotation: attempt, style, name: style.name }, { ...around, report, reported: new Set() }),
  );
  for (const diagnostic of verified.diagnostics) around.report(diagnostic);
  const { strategy } = verified;
  if (strategy === undefined) return { ...claim, usable: false };
  return { ...claim, strategies: [strategy], annotations: [verified.annotation] };
}

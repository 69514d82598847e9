import type { ClientPlan } from '../../plan/client-plan.ts';
import { declareConstant } from '../declarations.ts';
import { expressionText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';

/** Plans the text of `dates.ts`: where the named schemas have dates. Returns undefined if no answer has one. */
export function datesFile(plan: ClientPlan): SourceFile | undefined {
  if (plan.dates === undefined || plan.dates.length === 0) return undefined;
  const imports = new Imports('dates', plan);
  const statements = plan.dates.map(({ name, places }) => ({
    ...declareConstant(name, imports.runtime('Dates'), expressionText(places, imports)),
    isExported: true,
  }));
  return { path: 'dates.ts', imports, exports: new Imports('dates', plan), statements };
}

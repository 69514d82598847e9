import type { ClientPlan } from '../../plan/client-plan.ts';
import { Imports } from '../imports.ts';
import type { SourceFile } from '../source-file.ts';
import { identifier } from '../syntax/identifier.ts';

/** Plans the text of `index.ts`: everything that users of a client import, by name. */
export function indexFile(plan: ClientPlan): SourceFile {
  const exports = new Imports('index', plan);
  const add = (name: string, module: string, isType: boolean): void => {
    exports.use({ name: identifier(name), module, isType });
  };
  add(plan.className, 'client', false);
  add('createClient', 'client', false);
  add('ClientConfig', 'client', true);
  if (plan.schemes.length > 0) add('Auth', 'client', true);
  for (const { name } of plan.models) add(name, 'models', true);
  for (const { path, operations } of plan.groups) {
    const module = path.replace(/\.ts$/, '');
    for (const { functionName, paramsName, resultName, answersName, bodiesName, itemName, errorName } of operations) {
      add(functionName, module, false);
      const names = [paramsName, bodiesName, itemName, resultName, answersName, errorName];
      for (const name of names) if (name !== undefined) add(name, module, true);
    }
  }
  for (const symbol of plan.publicSymbols) exports.runtime(symbol);
  return { path: 'index.ts', imports: new Imports('index', plan), exports, statements: [] };
}

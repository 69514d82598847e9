import type { ClientPlan } from '../../plan/client-plan.ts';
import { Imports } from '../imports.ts';
import { identifier } from '../syntax/identifier.ts';
import type { SourceFile } from './source-file.ts';

/** `index.ts`: everything that users of a client import, by name. */
export function indexFile(plan: ClientPlan): SourceFile {
  const exported = new Imports('index', plan);
  exported.use(identifier(plan.className), 'client', 'value');
  exported.use('createClient', 'client', 'value');
  exported.use('ClientConfig', 'client', 'type');
  if (plan.schemes.length > 0) exported.use('Auth', 'client', 'type');
  for (const { name } of plan.models) exported.use(identifier(name), 'models', 'type');
  for (const { path, operations } of plan.groups) {
    const module = path.replace(/\.ts$/, '');
    for (const { functionName, paramsName, resultName, itemName, errorName } of operations) {
      exported.use(identifier(functionName), module, 'value');
      for (const name of [paramsName, itemName, resultName, errorName]) {
        if (name !== undefined) exported.use(identifier(name), module, 'type');
      }
    }
  }
  for (const symbol of plan.publicSymbols) exported.runtime(symbol);
  return { path: 'index.ts', imports: new Imports('index', plan), exports: exported.statements, declarations: [] };
}

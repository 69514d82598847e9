import type { OperationPlan } from '../../plan/client-plan.ts';
import type { Imports } from '../imports.ts';
import { print } from '../syntax/brackets.ts';
import { identifier } from '../syntax/identifier.ts';
import { codeOf } from './plan-expression.ts';

/** The constant that holds an operation as data for the runtime. */
export function operationConstant({ constantName, data }: OperationPlan, imports: Imports): string {
  const value = print(codeOf(data, imports, 'tall'), '', 0);
  return `const ${identifier(constantName)}: ${imports.runtime('Operation')} = ${value};`;
}

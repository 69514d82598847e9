import type { Expression } from '../plan/expression.ts';
import type { RuntimeSymbol } from '../plan/runtime-symbols.ts';
import { RUNTIME_VALUES } from './runtime-values.ts';

/** Runs an expression of the plan on the runtime, as it runs inside a generated client. */
export function evaluate(expression: Expression): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'symbol':
      return valueOfSymbol(expression.name);
    case 'call': {
      const callee = valueOfSymbol(expression.callee);
      if (typeof callee !== 'function') throw new TypeError(`\`${expression.callee}\` is not a function.`);
      return Reflect.apply(callee, undefined, expression.args.map(evaluate));
    }
    case 'object':
      return Object.fromEntries(expression.members.map(([name, value]) => [name, evaluate(value)]));
    case 'list':
      return expression.elements.map(evaluate);
  }
}

function valueOfSymbol(name: RuntimeSymbol): unknown {
  if (!Object.hasOwn(RUNTIME_VALUES, name)) throw new TypeError(`\`${name}\` is missing among the runtime's values.`);
  return RUNTIME_VALUES[name];
}

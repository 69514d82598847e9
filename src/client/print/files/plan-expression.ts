import type { Expression } from '../../plan/expression.ts';
import type { Imports } from '../imports.ts';
import { invoke, type Layout, list, object } from '../syntax/brackets.ts';
import { literal } from '../syntax/literal.ts';

/** Returns the code of an expression of the plan. `tall`: its outermost brackets are broken over lines. */
export function codeOf(expression: Expression, imports: Imports, layout: 'fit' | 'tall' = 'fit'): Layout {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'symbol':
      return imports.runtime(expression.name);
    case 'call': {
      const [argument] = expression.args;
      return invoke(
        imports.runtime(expression.callee),
        argument === undefined ? '' : codeOf(argument, imports, layout),
      );
    }
    case 'object':
      return object(
        expression.members.map(([name, value]) => [name, codeOf(value, imports)]),
        layout,
      );
    case 'list':
      return list(
        expression.elements.map((element) => codeOf(element, imports)),
        expression.elements.some(({ kind }) => kind === 'object' || kind === 'call') ? 'tall' : layout,
      );
  }
}

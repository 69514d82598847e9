import { isJsonArray, type JsonValue } from '../../shared/json.ts';
import type { Expression } from '../plan/expression.ts';
import type { Imports } from './source-file.ts';
import { identifier, objectKey, stringLiteral } from './syntax/escape.ts';
import { keepIndentation, WIDTH } from './syntax/layout.ts';

/** Code that cannot be broken, or a bracketed list that is broken over lines if it does not fit on one. */
export type Layout = string | Bracketed;

export interface Bracketed {
  readonly open: string;
  readonly close: string;
  /** True if it is never on one line. */
  readonly isTall: boolean;
  readonly entries: readonly { readonly label: string; readonly value: Layout }[];
  /** The code on one line. */
  readonly flat: string;
}

export interface ExpressionOptions {
  /** The column at which the expression begins. Default: 0. */
  readonly column?: number;
  /** Breaks the outermost brackets over lines, even if they fit on one. Default: false. */
  readonly isTall?: boolean;
  /** Marks calls as pure, so that bundlers drop the constants that nobody uses. Default: false. */
  readonly isPure?: boolean;
}

/** Returns the code of an expression of the plan. */
export function expressionText(
  expression: Expression,
  imports: Imports,
  { column = 0, isTall = false, isPure = false }: ExpressionOptions = {},
): string {
  return layoutText(layOut(expression, imports, isPure ? '/* @__PURE__ */ ' : '', isTall), column);
}

/** Returns the code of a layout that begins at a column. */
export function layoutText(layout: Layout, column: number): string {
  return keepIndentation(codeOf(layout, column));
}

function layOut(expression: Expression, imports: Imports, mark: string, isTall: boolean): Layout {
  switch (expression.kind) {
    case 'literal':
      return layOutLiteral(expression.value, isTall);
    case 'symbol':
      return imports.runtime(expression.name);
    case 'reference': {
      const name = imports.use({ name: identifier(expression.name), module: expression.module, isType: false });
      return expression.isLate ? `() => ${name}` : name;
    }
    case 'call': {
      const callee = mark + imports.runtime(expression.callee);
      return invoke(
        callee,
        expression.args.map((argument) => layOut(argument, imports, mark, isTall)),
      );
    }
    case 'object':
      return layOutObject(
        expression.members.map(([name, value]) => [name, layOut(value, imports, mark, false)]),
        isTall,
      );
    case 'list':
      return layOutList(
        expression.elements.map((element) => layOut(element, imports, mark, element.kind === 'call')),
        isTall ||
          expression.elements.some(({ kind }) => kind === 'call') ||
          expression.elements.filter(({ kind }) => kind === 'object').length > 1,
      );
  }
}

export function layOutLiteral(value: JsonValue, isTall = false): Layout {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isJsonArray(value))
    return layOutList(
      value.map((element) => layOutLiteral(element)),
      isTall,
    );
  return layOutObject(
    Object.entries(value).map(([key, member]) => [key, layOutLiteral(member)]),
    isTall,
  );
}

export function layOutObject(members: readonly (readonly [name: string, value: Layout])[], isTall: boolean): Layout {
  const entries = members.map(([name, value]) => ({ label: `${objectKey(name)}: `, value }));
  const inside = entries.map(flatEntry).join(', ');
  return bracketed('{', '}', entries, inside === '' ? '{}' : `{ ${inside} }`, isTall);
}

export function layOutList(elements: readonly Layout[], isTall: boolean): Layout {
  const entries = elements.map((value) => ({ label: '', value }));
  return bracketed('[', ']', entries, `[${entries.map(flatEntry).join(', ')}]`, isTall);
}

function bracketed(
  open: string,
  close: string,
  entries: Bracketed['entries'],
  flat: string,
  isTall: boolean,
): Bracketed {
  return { open, close, entries, flat, isTall: isTall && entries.length > 0 };
}

/** Returns a call. If its only argument is broken over lines, the brackets are next to the parentheses. */
export function invoke(callee: string, args: readonly Layout[]): Layout {
  const [only, ...others] = args;
  if (only === undefined) return `${callee}()`;
  if (others.length === 0) {
    if (typeof only === 'string') return `${callee}(${only})`;
    const { open, close, flat } = only;
    return { ...only, open: `${callee}(${open}`, close: `${close})`, flat: `${callee}(${flat})` };
  }
  const entries = args.map((value) => ({ label: '', value }));
  return bracketed(`${callee}(`, ')', entries, `${callee}(${entries.map(flatEntry).join(', ')})`, false);
}

function flatEntry({ label, value }: Bracketed['entries'][number]): string {
  return label + (typeof value === 'string' ? value : value.flat);
}

/** Returns the code of a layout that begins at `column`, in a line that is indented by `indent`. */
function codeOf(layout: Layout, column: number, indent = 0): string {
  if (typeof layout === 'string') return layout;
  const { open, close, entries, flat, isTall } = layout;
  if (!isTall && column + flat.length < WIDTH) return flat;
  const inner = indent + 2;
  const lines = entries.map(
    ({ label, value }) => `${' '.repeat(inner)}${label}${codeOf(value, inner + label.length, inner)},`,
  );
  return [open, ...lines, ' '.repeat(indent) + close].join('\n');
}

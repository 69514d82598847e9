import { objectKey } from './property-name.ts';

/** Width of a line of generated code, where nothing in it is unbreakable. */
export const WIDTH = 120;

/** Code as it is, or a bracketed list that is broken over lines where it does not fit on one. */
export type Layout = string | Bracketed;

interface Bracketed {
  readonly open: string;
  readonly close: string;
  /** A space inside the brackets when they stand on one line. */
  readonly padded: boolean;
  /** Never on one line. */
  readonly tall: boolean;
  readonly entries: readonly { readonly label: string; readonly value: Layout }[];
  readonly flat: string;
}

/** An object literal; members without a value are left out. */
export function object(
  members: Iterable<readonly [name: string, value: Layout | undefined]>,
  layout: 'fit' | 'tall' = 'fit',
): Layout {
  const entries: { label: string; value: Layout }[] = [];
  for (const [name, value] of members) {
    if (value !== undefined) entries.push({ label: `${objectKey(name)}: `, value });
  }
  return bracketed('{', '}', true, entries, layout === 'tall' && entries.length > 0);
}

export function list(values: readonly Layout[], layout: 'fit' | 'tall' = 'fit'): Layout {
  return bracketed(
    '[',
    ']',
    false,
    values.map((value) => ({ label: '', value })),
    layout === 'tall' && values.length > 0,
  );
}

/** `callee(argument)`; an argument that is broken over lines keeps its brackets beside the parentheses. */
export function invoke(callee: string, argument: Layout): Layout {
  if (typeof argument === 'string') return `${callee}(${argument})`;
  const { open, close, flat } = argument;
  return { ...argument, open: `${callee}(${open}`, close: `${close})`, flat: `${callee}(${flat})` };
}

/** The text of an expression that begins at `column` of a line indented by `indent`. */
export function print(expression: Layout, indent: string, column: number): string {
  if (typeof expression === 'string') return expression;
  if (!expression.tall && column + expression.flat.length < WIDTH) return expression.flat;
  const inner = `${indent}  `;
  const lines = expression.entries.map(
    ({ label, value }) => `${inner}${label}${print(value, inner, inner.length + label.length)},\n`,
  );
  return `${expression.open}\n${lines.join('')}${indent}${expression.close}`;
}

function bracketed(
  open: string,
  close: string,
  padded: boolean,
  entries: Bracketed['entries'],
  tall: boolean,
): Bracketed {
  const inside = entries.map(({ label, value }) => label + (typeof value === 'string' ? value : value.flat)).join(', ');
  const flat = inside === '' ? open + close : padded ? `${open} ${inside} ${close}` : `${open}${inside}${close}`;
  return { open, close, padded, tall, entries, flat };
}

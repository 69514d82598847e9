import type { JsonValue } from '../../shared/json.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

/**
 * An expression of a generated client. `print/` writes it as code, and `evaluate/` runs it on the runtime, so that
 * `mock`, `explain` and `verify` do what the client does. Neither knows which members an object has.
 */
export type Expression =
  | LiteralExpression
  | SymbolExpression
  | CallExpression
  | ObjectExpression
  | ListExpression
  | ReferenceExpression;

export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: JsonValue;
}

/** A value that the runtime exports. */
export interface SymbolExpression {
  readonly kind: 'symbol';
  readonly name: RuntimeSymbol;
}

/** A call of a function that the runtime exports. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: RuntimeSymbol;
  readonly args: readonly Expression[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly members: readonly (readonly [name: string, value: Expression])[];
}

/** A constant of another file of the client. Clients that commands run themselves have none. */
export interface ReferenceExpression {
  readonly kind: 'reference';
  readonly name: string;
  /** Path of the file without ending. */
  readonly module: string;
  /** True for a function that returns the constant, which may be declared later. */
  readonly isLate: boolean;
}

export interface ListExpression {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
}

export function literal(value: JsonValue): LiteralExpression {
  return { kind: 'literal', value };
}

export function symbol(name: RuntimeSymbol): SymbolExpression {
  return { kind: 'symbol', name };
}

export function call(callee: RuntimeSymbol, ...args: readonly Expression[]): CallExpression {
  return { kind: 'call', callee, args };
}

/** Creates an object. Members that are undefined are omitted. */
export function object(members: Readonly<Record<string, Expression | undefined>>): ObjectExpression {
  return {
    kind: 'object',
    members: Object.entries(members).filter((member): member is [string, Expression] => member[1] !== undefined),
  };
}

export function reference(name: string, module: string, isLate: boolean): ReferenceExpression {
  return { kind: 'reference', name, module, isLate };
}

export function list(elements: readonly Expression[]): ListExpression {
  return { kind: 'list', elements };
}

/** Creates a literal, or nothing for undefined, an empty list and an object without members. */
export function optional(value: JsonValue | undefined): LiteralExpression | undefined {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === undefined || isEmpty ? undefined : literal(value);
}

import { stringLiteral } from './string-literal.ts';

const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** The name of a member of a type: as it is where it can be, else quoted. */
export function propertyName(name: string): string {
  return PLAIN.test(name) ? name : stringLiteral(name);
}

/**
 * The name of a member of an object literal. `__proto__: x` would set the prototype (ECMA-262, B.3.1); a computed name
 * makes an ordinary member of it.
 */
export function objectKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyName(name);
}

/** The access of a member on an expression: `.leads` or `['x-y']`. */
export function memberAccess(name: string): string {
  return PLAIN.test(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

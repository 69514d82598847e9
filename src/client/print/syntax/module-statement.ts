import { stringLiteral } from './string-literal.ts';

/** What joins a file to another one: names that it takes from there (`import`) or gives on (`export`). */
export interface ModuleStatement {
  /** Path without ending from the root of the client. */
  readonly module: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Identifiers, sorted; at least one. */
  readonly names: readonly string[];
}

/** An import or export declaration. One name a line, since lists of names change one name at a time. */
export function moduleStatement(keyword: 'import' | 'export', { specifier, typeOnly, names }: ModuleStatement): string {
  const [only = '', ...others] = names;
  const list = others.length === 0 ? ` ${only} ` : `\n${names.map((name) => `  ${name},\n`).join('')}`;
  return `${keyword}${typeOnly ? ' type' : ''} {${list}} from ${stringLiteral(specifier)};`;
}

import { WIDTH } from '../syntax/brackets.ts';

/** A printed type: one term, or several that an operator joins. */
export interface TypeText {
  readonly terms: readonly string[];
  readonly operator?: '|' | '&';
}

export function term(text: string): TypeText {
  return { terms: [text] };
}

/** Whether a type says anything: in a union `unknown` swallows all other members. */
export function says({ terms }: TypeText): boolean {
  return terms.length > 1 || terms[0] !== 'unknown';
}

/** A union without repetitions; unions inside it become part of it. */
export function unionOf(members: readonly TypeText[]): TypeText {
  const terms = new Set<string>();
  for (const member of members) {
    if (member.operator === '&') terms.add(inBrackets(member));
    else for (const text of member.terms) terms.add(text);
  }
  if (terms.has('unknown')) return term('unknown');
  if (terms.size > 1) terms.delete('never');
  // `null` reads best at the end.
  if (terms.delete('null')) terms.add('null');
  return joined([...terms], '|', 'never');
}

/** An intersection without repetitions; what adds nothing is left out. */
export function intersectionOf(members: readonly TypeText[]): TypeText {
  const terms = new Set<string>();
  for (const member of members) {
    if (member.operator === '|') terms.add(inBrackets(member));
    else for (const text of member.terms) terms.add(text);
  }
  terms.delete('unknown');
  return joined([...terms], '&', 'unknown');
}

/** The type as one term: in parentheses where an operator joins it. */
export function inBrackets(type: TypeText): string {
  return type.operator === undefined ? flat(type) : `(${flat(type)})`;
}

/** The type on as few lines as its parts allow. */
export function flat({ terms, operator }: TypeText): string {
  return terms.join(` ${operator} `);
}

/** The type from `column` of a line indented by `indent`; a long union has a line for each member. */
export function render(type: TypeText, indent: string, column: number): string {
  const line = flat(type);
  const firstLine = line.indexOf('\n');
  if (type.operator !== '|' || column + (firstLine < 0 ? line.length : firstLine) < WIDTH) return line;
  return type.terms.map((text) => `\n${indent}  | ${text}`).join('');
}

function joined(terms: readonly string[], operator: '|' | '&', empty: string): TypeText {
  const [only] = terms;
  if (only === undefined) return term(empty);
  return terms.length === 1 ? term(only) : { terms, operator };
}

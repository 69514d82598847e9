import { WIDTH } from '../syntax/brackets.ts';

/** `head(parameters): result {`, a parameter a line where they do not fit on one. */
export function signature(head: string, parameters: readonly string[], result: string, indent: string): string {
  const line = `${indent}${head}(${parameters.join(', ')}): ${result} {`;
  const end = line.indexOf('\n');
  if ((end < 0 ? line.length : end) <= WIDTH) return line;
  const lines = parameters.map((parameter) => `${indent}  ${parameter},\n`).join('');
  return `${indent}${head}(\n${lines}${indent}): ${result} {`;
}

import { elementsOf, type Located, memberOf, valueIn } from '../../shared/json.ts';
import { lineStarts } from '../../shared/locate.ts';
import type { Context } from './context.ts';

/**
 * Returns the text of a number or boolean in a place for strings, and reports that it lacks quotes. In YAML, `1.10` is
 * the number 1.1 and `012` is 12, so the text comes from the file. Undefined for all other values.
 *
 * @param what the value in words for a message: `` `version` ``
 */
export function unquotedText(ctx: Context, node: Located, what: string): string | undefined {
  const { value, location } = node;
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = writtenText(ctx, node) ?? String(value);
  ctx.report({
    code: 'wrong-type',
    severity: 'warning',
    message: `${what} must be a string, but \`${text}\` without quotes is a ${typeof value}. pagegen reads it as the text \`${text}\`.`,
    hint: 'Put quotes around it.',
    location,
  });
  return text;
}

/** True for an integer beyond 2^53, which JavaScript may have rounded, and for a number that is too large for it. */
export function isRounded(value: unknown): value is number {
  if (typeof value !== 'number') return false;
  return Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}

/** Returns the text of a number or boolean as it is written in its file. Undefined if it is not on one line. */
export function writtenText(
  { document }: Pick<Context, 'document'>,
  { location: { file, pointer } }: Located,
): string | undefined {
  const source = document.sources.get(file);
  // Parts of an overlay are in another file, which is not at hand here.
  if (source === undefined || source.elsewhere?.(pointer) !== undefined) return undefined;
  const { line, column, endLine, endColumn } = source.range(pointer);
  const start = lineStarts(source.text)[line - 1];
  if (start === undefined || line !== endLine) return undefined;
  const text = source.text.slice(start + column - 1, start + endColumn - 1);
  return /^[\w.+-]+$/.test(text) ? text : undefined;
}

/** True if the `type` of a schema accepts strings, but neither numbers nor booleans. */
export function isTextOnly(ctx: Pick<Context, 'document'>, schema: Located): boolean {
  const types = typesOf(ctx, schema);
  return types.length > 0 && types.every((type) => type === 'string');
}

/**
 * Returns the number or boolean in the quotes of a string, where the `type` of a schema does not allow strings, and
 * reports the quotes. Undefined for all other values.
 */
export function quotedValue(ctx: Context, schema: Located, node: Located, what: string): number | boolean | undefined {
  const types = typesOf(ctx, schema);
  if (typeof node.value !== 'string' || types.length === 0) return undefined;
  const isTruth = types.every((type) => type === 'boolean') && /^(?:true|false)$/.test(node.value);
  const isNumber =
    types.every((type) => type === 'integer' || type === 'number') && String(Number(node.value)) === node.value;
  if (!isTruth && !isNumber) return undefined;
  ctx.report({
    code: 'wrong-type',
    severity: 'warning',
    message: `${what} must be ${types
      .map((type) => `a ${type}`)
      .join(' or ')
      .replace('a i', 'an i')}, but "${node.value}" is a string. pagegen reads it as ${node.value}.`,
    hint: 'Remove the quotes.',
    location: node.location,
  });
  return isTruth ? node.value === 'true' : Number(node.value);
}

/** Compositions and references are searched for a type up to this depth. */
const MAX_STEPS = 8;

/** Returns the declared types other than null: the schema's own, or those of a part of its `allOf` or its reference. */
function typesOf(ctx: Pick<Context, 'document'>, schema: Located, steps: number = MAX_STEPS): readonly unknown[] {
  const type = valueIn(schema, 'type');
  const types: unknown[] = Array.isArray(type) ? type : [type];
  const own = types.filter((each) => each !== undefined && each !== null && each !== 'null');
  if (own.length > 0 || steps === 0) return own;
  const parts = memberOf(schema, 'allOf');
  const target = valueIn(schema, '$ref') === undefined ? undefined : ctx.document.follow(schema);
  for (const part of [...(parts === undefined ? [] : elementsOf(parts)), ...(target === undefined ? [] : [target])]) {
    const found = typesOf(ctx, part, steps - 1);
    if (found.length > 0) return found;
  }
  return [];
}

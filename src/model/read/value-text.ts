import { elementsOf, isJsonObject, type JsonValue, type Located, memberOf, membersOf } from '../../shared/json.ts';
import type { Context } from './context.ts';
import { isRounded, isTextOnly, unquotedText, writtenText } from './written-text.ts';

/** Returns a value in which numbers without quotes are the texts that they are in a schema of strings: `1.10` is not 1.1. */
export function textual(ctx: Context, node: Located, key: 'default' | 'example'): JsonValue | undefined {
  const member = memberOf(node, key);
  if (member === undefined) return undefined;
  // Examples without quotes are common, and nothing depends on them but what a mock serves.
  const quiet = key === 'default' ? ctx : { ...ctx, report: () => {} };
  return withTexts(quiet, node, member, `\`${key}\``);
}

/** @returns undefined if nothing in the value is a text without quotes */
function withTexts(ctx: Context, schema: Located, node: Located, what: string): JsonValue | undefined {
  const { value } = node;
  if (typeof value !== 'object' || value === null)
    return isTextOnly(ctx, schema) ? unquotedText(ctx, node, what) : undefined;
  const target = ctx.document.follow(schema);
  const items = target && memberOf(target, 'items');
  const properties = target && memberOf(target, 'properties');
  const inside = (part: Located, type: Located | undefined): JsonValue | undefined =>
    type && withTexts(ctx, type, part, what.startsWith('A value') ? what : `A value in ${what}`);
  if (Array.isArray(value)) {
    const texts = items === undefined ? [] : elementsOf(node).map((element) => inside(element, items));
    return texts.every((text) => text === undefined) ? undefined : value.map((old, index) => texts[index] ?? old);
  }
  if (properties === undefined) return undefined;
  const texts = membersOf(node).flatMap(([name, member]) => {
    const text = inside(member, memberOf(properties, name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return texts.length === 0
    ? undefined
    : { ...(value as Readonly<Record<string, JsonValue>>), ...Object.fromEntries(texts) };
}

/** True if a value contains a number that JavaScript rounds. */
export function hasRounded(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isRounded(value);
  return Object.values(value).some(hasRounded);
}

/** Returns a value as JSON, in which large numbers have the digits that the author wrote. */
export function textWithDigits(ctx: Context, node: Located): string | undefined {
  if (Array.isArray(node.value))
    return `[${elementsOf(node)
      .map((each) => textWithDigits(ctx, each))
      .join(',')}]`;
  if (isJsonObject(node.value)) {
    const members = membersOf(node).map(([name, each]) => `${JSON.stringify(name)}:${textWithDigits(ctx, each)}`);
    return `{${members.join(',')}}`;
  }
  return (isRounded(node.value) ? writtenText(ctx, node) : undefined) ?? JSON.stringify(node.value);
}

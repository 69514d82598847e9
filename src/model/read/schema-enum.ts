import { type JsonValue, type Located, memberOf } from '../../shared/json.ts';
import type { SchemaShape } from '../schema.ts';
import { type Context, reportFault } from './context.ts';
import { elementsIn, type OpenApiField, optionalField } from './expect.ts';
import { isRounded, isTextOnly, quotedValue, unquotedText, writtenText } from './written-text.ts';

/** Reads `enum` or `const` (JSON Schema 2020-12 sections 6.1.2 and 6.1.3). A null value makes the enum nullable. */
export function readEnumShape(
  ctx: Context,
  node: Located,
): { readonly shapes: readonly SchemaShape[]; readonly nullable: boolean } | undefined {
  const values = readEnumValues(ctx, node);
  if (values === undefined) return undefined;
  const kept = values.map((value, index) => ({ value, index })).filter(({ value }) => value !== null);
  const nullable = kept.length < values.length;
  if (kept.length === 0) return { shapes: [{ kind: nullable ? 'null' : 'never' }], nullable: false };
  const indexes = kept.map(({ index }) => index);
  const shape: SchemaShape = {
    kind: 'enum',
    values: kept.map(({ value }) => value),
    ...optionalField('names', readParallelList(ctx, node, 'x-enum-varnames', values.length, indexes)),
    ...optionalField('descriptions', readParallelList(ctx, node, 'x-enum-descriptions', values.length, indexes)),
  };
  return { shapes: [shape], nullable };
}

function readEnumValues(ctx: Context, node: Located): JsonValue[] | undefined {
  const constant = memberOf(node, 'const');
  if (constant !== undefined) return [valueOfType(ctx, node, constant, '`const`')];
  const elements = elementsIn(ctx, node, 'enum');
  if (!Array.isArray(memberOf(node, 'enum')?.value)) return undefined;
  return elements.map((element) => valueOfType(ctx, node, element, 'A value of `enum`'));
}

/** Returns a value as the schema's `type` wants it. Authors forget the quotes of strings, or quote numbers. */
function valueOfType(ctx: Context, schema: Located, node: Located, what: string): JsonValue {
  if (isTextOnly(ctx, schema)) return unquotedText(ctx, node, what) ?? (node.value as JsonValue);
  if (isRounded(node.value)) reportRounded(ctx, node);
  return quotedValue(ctx, schema, node, what) ?? (node.value as JsonValue);
}

function reportRounded(ctx: Context, element: Located): void {
  const text = writtenText(ctx, element);
  const message = `JavaScript cannot tell ${text === undefined ? 'this integer' : `\`${text}\``} from its neighbors; pagegen reads it as \`${String(element.value)}\`.`;
  reportFault(ctx, 'rounded-number', message, element.location, { hint: 'Declare large identifiers as strings.' });
}

/** Reads a list that is parallel to the values. Returns undefined if the lengths differ. */
function readParallelList(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  length: number,
  indexes: readonly number[],
): string[] | undefined {
  if (memberOf(node, key) === undefined) return undefined;
  const names = elementsIn(ctx, node, key);
  if (names.length !== length) return undefined;
  return indexes.map((index) => String(names[index]?.value ?? ''));
}

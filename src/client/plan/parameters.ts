import { isJsonMediaType } from '../../model/media-type.ts';
import type { Operation } from '../../model/operation.ts';
import type { Parameter, ParameterStyle } from '../../model/parameter.ts';
import type { Property, Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import { parsePointer } from '../../shared/json.ts';
import { call, type Expression, literal, object, optional, symbol } from './expression.ts';
import { NameScope } from './name-scope.ts';
import type { BodyPlan, ParamPlan } from './operation-plan.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/**
 * Plans the members of an operation's params type: path, query, header and cookie parameters under their wire names, then
 * the body under `body`. A later parameter of the same name, and one called `body`, has its place as a suffix.
 */
export function planParams(operation: Operation, body: BodyPlan | undefined, schemas: Schemas): readonly ParamPlan[] {
  const scope = new NameScope(['body']);
  const ordered = PLACES.flatMap((place) => operation.parameters.filter((parameter) => parameter.in === place));
  const written = operation.strategies.map(writtenFields);
  const optional = new Set(
    written.flat().flatMap((field) => (field.in === 'parameter' && !field.property ? [field.parameter] : [])),
  );
  const params = ordered.map((parameter): ParamPlan => {
    const { name, required, description, deprecated, example, schema } = parameter;
    const key = scope.allocate([name, `${name}_${parameter.in}`]);
    return {
      key,
      required: required && !optional.has(parameter),
      type: { schema, shape: 'request' },
      deprecated,
      parameter,
      ...(description !== undefined && { description }),
      ...(example !== undefined && { example }),
    };
  });
  if (body === undefined || operation.requestBody === undefined) return params;
  const { required, description } = operation.requestBody;
  const schema = written
    .flat()
    .reduce(
      (whole, field) => (field.in === 'body' ? withOptional(whole, parsePointer(field.pointer) ?? [], schemas) : whole),
      body.type.schema,
    );
  // The runtime sends a body in any case if each strategy writes a member.
  const isWritten = written.length > 0 && written.every((fields) => fields.some((field) => field.in === 'body'));
  return [
    ...params,
    {
      key: 'body',
      required: required && !(isWritten && isAllOptional(schema, schemas)),
      type: { ...body.type, schema },
      deprecated: false,
      ...(description !== undefined && { description }),
    },
  ];
}

/** Returns the fields that the runtime sends itself if the caller omits them: positions and fixed values. */
function writtenFields({ request, cursorParts }: Strategy): readonly RequestField[] {
  const { offset, page, cursor, start, fixed } = request;
  const position = offset ?? page ?? (start === undefined ? undefined : cursor);
  const parts = start === undefined ? [] : (cursorParts ?? []).map((part) => part.field);
  return [position, ...parts, ...fixed.map(({ field }) => field)].filter((field) => field !== undefined);
}

/** Returns a schema in which the member at a path may be absent; the schema itself if nothing requires it. */
function withOptional(
  schema: Schema,
  path: readonly string[],
  schemas: Schemas,
  outer: readonly Schema[] = [],
): Schema {
  const [name, ...rest] = path;
  const target = dereference(schema, schemas);
  // A union may contain itself.
  if (target === undefined || name === undefined || outer.includes(target)) return schema;
  if (target.kind === 'intersection' || target.kind === 'union') {
    const members = target.members.map((member) => withOptional(member, path, schemas, [...outer, target]));
    return members.some((member, index) => member !== target.members[index]) ? { ...target, members } : schema;
  }
  if (target.kind !== 'object') return schema;
  const properties = target.properties.map((property): Property => {
    if (property.name !== name) return property;
    if (rest.length === 0) return property.required ? { ...property, required: false } : property;
    const inner = withOptional(property.schema, rest, schemas);
    if (inner === property.schema) return property;
    return { ...property, schema: inner, required: property.required && !isAllOptional(inner, schemas) };
  });
  return properties.some((property, index) => property !== target.properties[index])
    ? { ...target, properties }
    : schema;
}

/** Returns true if an object may be empty. */
function isAllOptional(schema: Schema, schemas: Schemas, outer: readonly Schema[] = []): boolean {
  const target = dereference(schema, schemas);
  if (target?.kind === 'intersection' && !outer.includes(target))
    return target.members.every((member) => isAllOptional(member, schemas, [...outer, target]));
  return target?.kind === 'object' && target.properties.every(({ required }) => !required);
}

/**
 * Plans a parameter as data for the runtime (OpenAPI Parameter Object), with the smallest writer that can send it.
 * Members with the defaults of the writer are omitted.
 *
 * @param key the parameter's key in `params`
 */
export function parameterData(parameter: Parameter, key: string): Expression {
  const { name, style, explode, allowReserved, content, nested } = parameter;
  const explodesByDefault = style === 'form' || style === 'cookie';
  const delimiter = delimiterOf(parameter);
  const hasDefaultStyle = style === 'simple' || style === 'form' || style === 'deepObject' || delimiter !== undefined;
  const plain = symbol(writerOf(parameter));
  const writer = delimiter === undefined ? plain : call('delimited', plain, literal(delimiter));
  const isDefaultExplode = style === 'deepObject' || explode === explodesByDefault;
  return object({
    name: literal(name),
    in: nested === undefined ? writer : call('nested', writer, ...nested.map(literal)),
    key: optional(key === name ? undefined : key),
    style: optional(hasDefaultStyle ? undefined : style),
    explode: optional(isDefaultExplode ? undefined : explode),
    allowReserved: allowReserved && parameter.in === 'query' ? literal(true) : undefined,
    json: content !== undefined && isJsonMediaType(content) ? literal(true) : undefined,
  });
}

const DELIMITERS: Readonly<Partial<Record<ParameterStyle, string>>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** Returns the delimiter of an array in a path or header, which only Swagger 2.0 has. */
function delimiterOf({ in: place, style }: Parameter): string | undefined {
  return place === 'path' || place === 'header' ? DELIMITERS[style] : undefined;
}

function writerOf({ in: place, style, explode, allowReserved }: Parameter): RuntimeSymbol {
  switch (place) {
    case 'path':
      if (allowReserved) return 'inReservedPath';
      return style === 'label' || style === 'matrix' || explode ? 'inStyledPath' : 'inPath';
    case 'query':
      if (style === 'deepObject') return 'asDeepObject';
      return style === 'form' && explode && !allowReserved ? 'inQuery' : 'inStyledQuery';
    case 'querystring':
      return 'asWholeQuery';
    case 'header':
      return 'inHeader';
    case 'cookie':
      return 'inCookie';
  }
}

/** A path template without the fragment that some documents tell operations of one path apart by. */
export function withoutFragment(path: string): string {
  return path.replace(/#.*$/s, '');
}

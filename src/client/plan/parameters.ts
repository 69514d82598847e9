import { isJsonMediaType } from '../../model/media-type.ts';
import type { Operation } from '../../model/operation.ts';
import type { Parameter, ParameterStyle } from '../../model/parameter.ts';
import type { BodyPlan, ParamPlan } from './client-plan.ts';
import { call, type Expression, literal, object, optional, symbol } from './expression.ts';
import { NameScope } from './name-scope.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/**
 * Plans the members of an operation's params type: path, query, header and cookie parameters under their wire names, then
 * the body under `body`. A later parameter of the same name, and one called `body`, has its place as a suffix.
 */
export function planParams(operation: Operation, body: BodyPlan | undefined): readonly ParamPlan[] {
  const scope = new NameScope(['body']);
  const ordered = PLACES.flatMap((place) => operation.parameters.filter((parameter) => parameter.in === place));
  const optional = writtenParameters(operation);
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
  const { type } = body;
  return [
    ...params,
    { key: 'body', required, type, deprecated: false, ...(description !== undefined && { description }) },
  ];
}

/** Returns the parameters that the runtime sends itself if the caller omits them: positions and fixed values. */
function writtenParameters(operation: Operation): ReadonlySet<Parameter> {
  const written = new Set<Parameter>();
  for (const { request, cursorParts } of operation.strategies) {
    const field = request.offset ?? request.page ?? (request.start === undefined ? undefined : request.cursor);
    const parts = request.start === undefined ? [] : (cursorParts ?? []).map((part) => part.field);
    for (const each of [field, ...parts, ...request.fixed.map((fixed) => fixed.field)]) {
      if (each?.in === 'parameter' && each.property === undefined) written.add(each.parameter);
    }
  }
  return written;
}

/**
 * Plans a parameter as data for the runtime (OpenAPI Parameter Object), with the smallest writer that can send it.
 * Members with the defaults of the writer are omitted.
 *
 * @param key the parameter's key in `params`
 */
export function parameterData(parameter: Parameter, key: string): Expression {
  const { name, style, explode, allowReserved, content } = parameter;
  const explodesByDefault = style === 'form' || style === 'cookie';
  const delimiter = delimiterOf(parameter);
  const hasDefaultStyle = style === 'simple' || style === 'form' || style === 'deepObject' || delimiter !== undefined;
  const isDefaultExplode = style === 'deepObject' || explode === explodesByDefault;
  return object({
    name: literal(name),
    in:
      delimiter === undefined
        ? symbol(writerOf(parameter))
        : call('delimited', symbol(writerOf(parameter)), literal(delimiter)),
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

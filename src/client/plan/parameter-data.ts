import { isJsonMediaType } from '../../model/media-type.ts';
import type { Parameter, ParameterStyle } from '../../model/parameter.ts';
import { call, type Expression, literal, object, optional, symbol } from './expression.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

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

import { isJsonMediaType } from '../../model/media-type.ts';
import type { Parameter } from '../../model/parameter.ts';
import { type Expression, literal, object, optional, symbol } from './expression.ts';
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
  const hasDefaultStyle = style === 'simple' || style === 'form' || style === 'deepObject';
  const isDefaultExplode = style === 'deepObject' || explode === explodesByDefault;
  return object({
    name: literal(name),
    in: symbol(writerOf(parameter)),
    key: optional(key === name ? undefined : key),
    style: optional(hasDefaultStyle ? undefined : style),
    explode: optional(isDefaultExplode ? undefined : explode),
    allowReserved: allowReserved && parameter.in === 'query' ? literal(true) : undefined,
    json: content !== undefined && isJsonMediaType(content) ? literal(true) : undefined,
  });
}

function writerOf({ in: place, style, explode, allowReserved }: Parameter): RuntimeSymbol {
  switch (place) {
    case 'path':
      if (allowReserved) return 'inReservedPath';
      return style === 'simple' && !explode ? 'inPath' : 'inStyledPath';
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

import { isJsonMediaType } from '../model/media-type.ts';
import type { Parameter } from '../model/parameter.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

/** How a parameter goes out: a writer of the runtime, and what it is told besides its defaults. */
export interface WriterPlan {
  readonly name: string;
  readonly in: RuntimeSymbol;
  readonly key?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: true;
  readonly json?: true;
}

/** The least writer that can do it (OpenAPI Parameter Object). `key`: the parameter's in `params`. */
export function planWriter(parameter: Parameter, key: string): WriterPlan {
  const { name, style, explode, allowReserved, content } = parameter;
  const exploded = style === 'form' || style === 'cookie';
  return {
    name,
    in: writerOf(parameter),
    ...(key !== name && { key }),
    ...(style !== 'simple' && style !== 'form' && style !== 'deepObject' && { style }),
    ...(style !== 'deepObject' && explode !== exploded && { explode }),
    ...(allowReserved && { allowReserved }),
    ...(content !== undefined && isJsonMediaType(content) && { json: true }),
  };
}

function writerOf({ in: place, style, explode, allowReserved }: Parameter): RuntimeSymbol {
  switch (place) {
    case 'path':
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

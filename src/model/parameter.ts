import type { JsonValue, Location } from '../shared/json.ts';
import type { Schema } from './schema.ts';

/** The place of a parameter in a request. `querystring` is the whole query as one value (OpenAPI 3.2). */
export type ParameterPlace = 'path' | 'query' | 'querystring' | 'header' | 'cookie';
/** `tabDelimited` is `tsv` of Swagger 2.0, which also has delimiters in paths and headers. */
export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'tabDelimited'
  | 'deepObject'
  | 'cookie';

export interface Parameter {
  /** Name on the wire. */
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly example?: JsonValue;
  readonly schema: Schema;
  /** If not declared, the default style of the place. */
  readonly style: ParameterStyle;
  /** If not declared, the default of the style. */
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type of a parameter that has `content` instead of `schema`. */
  readonly content?: string;
  /** The delimiters of arrays inside the array (Swagger 2.0), the outermost first. */
  readonly nested?: readonly string[];
  readonly location: Location;
}

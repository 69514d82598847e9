import { asDeepObject } from '../parameters/deep-object.js';
import { type Parameter, queryPairs } from '../parameters/parameter.js';
import { inStyledQuery } from '../parameters/styled-query.js';
import { isScalar } from './encode.js';

export type BodyInit = NonNullable<RequestInit['body']>;

/** Turns `params.body` into what `fetch` sends. `contentType` is undefined if `fetch` knows it. */
export type BodyWriter = (body: unknown) => { body: BodyInit; contentType: string | undefined };

/**
 * How one property of a form is sent (Encoding Object). `style` is a mere string to the compiler, which does not infer
 * literals for a property called `constructor`.
 */
export interface Encoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** The encodings of a form, by property. */
export type Encodings = Readonly<Record<string, Encoding>>;

/** JSON under a media type of its own, such as `application/merge-patch+json`. */
export function jsonBody(contentType: string): BodyWriter {
  return (body) => ({ body: JSON.stringify(body), contentType });
}

/** `application/x-www-form-urlencoded`. */
export function formBody(encodings: Encodings = {}): BodyWriter {
  return (body) => ({
    body: Object.entries(body as object)
      .flatMap(([name, value]) => fieldPairs(name, value, encodingOf(encodings, name)))
      .join('&')
      .replaceAll('%20', '+'),
    contentType: 'application/x-www-form-urlencoded',
  });
}

/**
 * Returns the pairs `name=value` of one property, percent-encoded. Without a style, an object is one JSON text: its
 * members would otherwise lose the name of the property (OpenAPI 3.0.4, Encoding Object).
 */
export function fieldPairs(name: string, value: unknown, encoding: Encoding): readonly string[] {
  const { style, explode, contentType = '' } = encoding;
  const hasMembers = !isScalar(value) && !Array.isArray(value);
  const field: Parameter = {
    name,
    in: style === 'deepObject' ? asDeepObject : inStyledQuery,
    style: style as Parameter['style'] & string,
    explode: explode ?? /^(form)?$/.test(style ?? ''),
    json: !isStyled(encoding) && (hasMembers || isJson(contentType)),
  };
  return queryPairs(field, value);
}

/** Returns true if the encoding declares a style, which takes the place of its media type. */
export function isStyled({ style, explode }: Encoding): boolean {
  return style !== undefined || explode !== undefined;
}

export function isJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType);
}

/** Returns the encoding of a property, which may be called `constructor`. */
export function encodingOf(encodings: Encodings, name: string): Encoding {
  return (Object.hasOwn(encodings, name) ? encodings[name] : undefined) ?? {};
}

/**
 * Text or bytes, sent as they are. The media type is a `Blob`'s own if the document declares it or no other one, else
 * the first declared one that is not a range such as `image/*`.
 */
export function rawBody(...mediaTypes: readonly string[]): BodyWriter {
  return (body) => {
    const own = body instanceof Blob ? body.type : '';
    const isDeclared = mediaTypes.some((declared) => covers(declared, own));
    const declared = mediaTypes.find((mediaType) => !mediaType.includes('*'));
    const fallback = body instanceof Blob ? 'application/octet-stream' : undefined;
    return { body: body as BodyInit, contentType: (isDeclared ? own : declared) || own || fallback };
  };
}

/** Returns true if a declared media type or range includes another media type. */
function covers(declared: string, mediaType: string): boolean {
  const essenceOf = (text: string): string => (text.split(';', 1)[0] ?? '').trim().toLowerCase();
  const [type, subtype] = essenceOf(declared).split('/');
  const [ownType, ownSubtype] = essenceOf(mediaType).split('/');
  return (type === '*' || type === ownType) && ownSubtype !== undefined && (subtype === '*' || subtype === ownSubtype);
}

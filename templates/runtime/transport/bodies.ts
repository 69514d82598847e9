import { isScalar, type Parameter, queryPairs, scalar } from '../parameters/parameter.js';
import { asDeepObject, inStyledQuery } from '../parameters/styled-query.js';

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

/** Any value under any media type: files and forms as they are, everything else as JSON. */
export function anyBody(): BodyWriter {
  return (body) => {
    const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
    if (isBytes) return rawBody()(new Blob([body as ArrayBuffer]));
    const isRaw = body instanceof Blob || body instanceof FormData || body instanceof URLSearchParams;
    return isRaw ? rawBody()(body) : jsonBody('application/json')(body);
  };
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
function fieldPairs(name: string, value: unknown, encoding: Encoding): readonly string[] {
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
function encodingOf(encodings: Encodings, name: string): Encoding {
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

/** One part of a form, without its name. */
interface Part {
  readonly content: string | Blob;
  readonly contentType: string | undefined;
}

/**
 * `multipart/form-data` and its relatives. Each element of an array is a part, unless the array is declared as JSON. A
 * `Blob` is a file, an object is JSON. A `FormData` is sent as it is.
 *
 * The parts are written here and not by `FormData`, which sends each part that has a media type as a file, with a file
 * name: servers would take a JSON part for an upload.
 *
 * @param mediaType of the whole body
 */
export function multipartBody(encodings: Encodings = {}, mediaType = 'multipart/form-data'): BodyWriter {
  return (body) => {
    if (body instanceof FormData) return { body, contentType: undefined };
    const boundary = `form-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    const chunks: (string | Blob)[] = [];
    for (const [name, value] of entriesOf(body)) {
      for (const [partName, { content, contentType }] of partsOf(name, value, encodingOf(encodings, name))) {
        const file = content instanceof Blob ? `; filename="${quoted(fileName(content))}"` : '';
        const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
        const disposition = `Content-Disposition: form-data; name="${quoted(partName)}"${file}`;
        chunks.push(`--${boundary}\r\n${disposition}${type}\r\n\r\n`, content, '\r\n');
      }
    }
    return {
      body: new Blob([...chunks, `--${boundary}--\r\n`]),
      contentType: `${mediaType.split(';', 1)[0]}; boundary=${boundary}`,
    };
  };
}

/** A body that is not an object is sent as parts that are called `file`. */
function entriesOf(body: unknown): [name: string, value: unknown][] {
  if (isScalar(body) || body instanceof Blob || Array.isArray(body)) return [['file', body]];
  return Object.entries(body as object);
}

function partsOf(name: string, value: unknown, encoding: Encoding): [name: string, part: Part][] {
  const { contentType = '' } = encoding;
  const hasFiles = [value].flat().some((item) => item instanceof Blob);
  if (isStyled(encoding) && !hasFiles) {
    return fieldPairs(name, value, encoding).map((pair) => {
      const [key = '', text = ''] = pair.split('=', 2).map(decodeURIComponent);
      return [key, { content: text, contentType: undefined }];
    });
  }
  const items = Array.isArray(value) && (hasFiles || !isJson(contentType)) ? value : [value];
  return items
    .filter((item) => item !== undefined && item !== null)
    .map((item: unknown) => [name, partOf(item, /[*,]/.test(contentType) ? '' : contentType)]);
}

/** @param contentType declared media type; empty if there is none, or if a choice of several is declared */
function partOf(item: unknown, contentType: string): Part {
  if (item instanceof Blob)
    return { content: item, contentType: item.type || contentType || 'application/octet-stream' };
  if (!isScalar(item)) return { content: JSON.stringify(item), contentType: contentType || 'application/json' };
  return { content: scalar(item), contentType: contentType || undefined };
}

function fileName(file: Blob): string {
  return 'name' in file ? String(file.name) : 'blob';
}

/** Escapes the characters that would end the quotes or the line, as browsers do. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

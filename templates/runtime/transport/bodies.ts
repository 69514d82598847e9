import { asDeepObject } from '../parameters/deep-object.js';
import { type Parameter, queryPairs } from '../parameters/parameter.js';
import { inStyledQuery } from '../parameters/styled-query.js';

export type BodyInit = NonNullable<RequestInit['body']>;

/** Turns `params.body` into what `fetch` sends. `contentType` is left to `fetch` where it is undefined (a multipart boundary). */
export type BodyWriter = (body: unknown) => { body: BodyInit; contentType: string | undefined };

/**
 * How one property of a form goes out (Encoding Object). `style` is a mere string to the compiler, which does not infer
 * literals for a property called `constructor`.
 */
export interface Encoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** JSON under a media type of its own, such as `application/merge-patch+json`. */
export function jsonBody(contentType: string): BodyWriter {
  return (body) => ({ body: JSON.stringify(body), contentType });
}

/** `application/x-www-form-urlencoded`. */
export function formBody(encodings: Readonly<Record<string, Encoding>> = {}): BodyWriter {
  return (body) => ({
    body: Object.entries(body as object)
      .flatMap(([name, value]) => queryPairs(fieldOf(name, own(encodings, name)), value))
      .join('&')
      .replaceAll('%20', '+'),
    contentType: 'application/x-www-form-urlencoded',
  });
}

/** A media type counts only if no style is declared (Encoding Object). */
function fieldOf(name: string, { contentType = '', style, explode }: Encoding = {}): Parameter {
  return {
    name,
    in: style === 'deepObject' ? asDeepObject : inStyledQuery,
    style: style as Parameter['style'] & string,
    explode: explode ?? /^(form)?$/.test(style ?? ''),
    json: style === undefined && explode === undefined && /[/+]json\b/i.test(contentType),
  };
}

/** `multipart/form-data`: arrays give a part an item, objects a JSON part, `Blob`s a file. */
export function multipartBody(encodings: Readonly<Record<string, Encoding>> = {}): BodyWriter {
  return (body) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(body as object)) {
      const contentType = own(encodings, name)?.contentType;
      for (const item of Array.isArray(value) && contentType === undefined ? value : [value]) {
        if (item === undefined || item === null) continue;
        form.append(name, part(item, contentType));
      }
    }
    return { body: form, contentType: undefined };
  };
}

/** Text or bytes, as they are. */
export function rawBody(contentType: string): BodyWriter {
  return (body) => ({ body: body as BodyInit, contentType });
}

function part(item: unknown, contentType: string | undefined): string | Blob {
  if (item instanceof Blob)
    return contentType === undefined || item.type !== '' ? item : new Blob([item], { type: contentType });
  if (typeof item === 'object') return new Blob([JSON.stringify(item)], { type: contentType ?? 'application/json' });
  return contentType === undefined ? String(item) : new Blob([String(item)], { type: contentType });
}

function own(encodings: Readonly<Record<string, Encoding>>, name: string): Encoding | undefined {
  return Object.hasOwn(encodings, name) ? encodings[name] : undefined;
}

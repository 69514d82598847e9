import { parsePointer } from '../../src/shared/json.ts';

type JsonObject = { [key: string]: unknown };

/** A small API with one of everything, all of it legal. */
function harmlessDocument(): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Probe', version: '1', description: 'A probe.' },
    servers: [{ url: 'https://{host}.example', variables: { host: { default: 'api' } } }],
    tags: [{ name: 'things', description: 'Things.' }],
    paths: {
      '/things/{id}': {
        post: {
          operationId: 'sendThing',
          tags: ['things'],
          summary: 'Send',
          description: 'Sends a thing.',
          externalDocs: { url: 'https://example.com', description: 'More.' },
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query', description: 'A query.', schema: { type: 'string' }, example: 'x' },
            { name: 'X-Head', in: 'header', schema: { type: 'string' } },
            { name: 'crumb', in: 'cookie', schema: { type: 'string' } },
          ],
          requestBody: {
            required: true,
            description: 'A thing.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          responses: {
            200: {
              description: 'Done.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
            },
            default: { description: 'Failed.', content: { 'application/json': { schema: { type: 'string' } } } },
          },
          security: [{ key: [] }],
        },
      },
      '/things': {
        get: {
          operationId: 'listThings',
          tags: ['things'],
          parameters: [
            { name: 'skip', in: 'query', schema: { type: 'integer' } },
            { name: 'limit', in: 'query', schema: { type: 'integer' } },
          ],
          responses: {
            200: {
              description: 'Things.',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
                  },
                },
              },
            },
          },
          'x-pagination': {
            style: 'offset',
            request: { offset: 'skip', limit: 'limit' },
            response: { items: '/data' },
            limits: { maxOffset: 100 },
          },
        },
      },
      '/form': {
        post: {
          operationId: 'sendForm',
          tags: ['things'],
          requestBody: {
            required: true,
            content: {
              'application/x-www-form-urlencoded': {
                schema: { type: 'object', properties: { field: { type: 'string' } } },
                encoding: { field: { style: 'form', explode: false } },
              },
            },
          },
          responses: { 204: { description: 'Done.' } },
        },
      },
    },
    'x-extension': 'x',
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key', description: 'A key.' } },
      schemas: {
        Thing: {
          type: 'object',
          title: 'Thing',
          description: 'A thing.',
          properties: {
            name: { type: 'string', description: 'Its name.', default: 'x', example: 'y', format: 'z' },
            kind: {
              type: 'string',
              enum: ['a', 'b'],
              'x-enum-varnames': ['A', 'B'],
              'x-enum-descriptions': ['a', 'b'],
            },
            only: { const: 'only' },
          },
        },
        Either: {
          oneOf: [{ $ref: '#/components/schemas/Thing' }, { $ref: '#/components/schemas/Other' }],
          discriminator: { propertyName: 'kind', mapping: { thing: '#/components/schemas/Thing' } },
        },
        Other: {
          type: 'object',
          properties: { kind: { type: 'string' } },
          patternProperties: { '^x': { type: 'string' } },
        },
      },
    },
  };
}

/** One change that a payload makes to the document: another value, or another name of a member. */
interface Edit {
  readonly kind: 'set' | 'rename';
  readonly pointer: string;
  readonly make: (payload: string) => unknown;
}

const itself = (payload: string): string => payload;

const set = (pointer: string, make: (payload: string) => unknown = itself): Edit => ({ kind: 'set', pointer, make });

const rename = (pointer: string, make: (payload: string) => string = itself): Edit => ({
  kind: 'rename',
  pointer,
  make,
});

function apply({ kind, pointer, make }: Edit, document: JsonObject, payload: string): void {
  const { owner, name } = placeOf(document, pointer);
  const value = kind === 'set' ? make(payload) : owner[name];
  if (kind === 'rename') delete owner[name];
  define(owner, kind === 'set' ? name : String(make(payload)), value);
}

function placeOf(document: JsonObject, pointer: string): { owner: JsonObject; name: string } {
  const tokens = parsePointer(pointer) ?? [];
  const owner = tokens.slice(0, -1).reduce((value, token) => value[token] as JsonObject, document);
  return { owner, name: tokens.at(-1) ?? '' };
}

/** As an author would write it: an own member, whatever its name. */
function define(owner: JsonObject, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, enumerable: true, writable: true, configurable: true });
}

const SEND = '/paths/~1things~1{id}/post';
const LIST = '/paths/~1things/get';
const FORM = '/paths/~1form/post/requestBody/content/application~1x-www-form-urlencoded';
const THING = '/components/schemas/Thing';
const PAGE = `${LIST}/responses/200/content/application~1json/schema`;
const ANNOTATION = `${LIST}/x-pagination`;

const inPointer = (payload: string): string => `/${token(payload)}`;
const toThing = (payload: string): string => `#/components/schemas/${encodeURIComponent(wellFormed(token(payload)))}`;
const ownObject = (payload: string): object => Object.fromEntries([[payload, payload]]);

function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Every place of a document that can hold a string or a name, with the edits that put a payload there. */
export const SLOTS: Readonly<Record<string, readonly Edit[]>> = {
  'info.title': [set('/info/title')],
  'info.version': [set('/info/version')],
  'info.description': [set('/info/description')],
  'info.license.name': [set('/info/license', (name) => ({ name }))],
  'info.contact': [set('/info/contact', (name) => ({ name, url: name, email: name }))],
  'server url': [set('/servers/0/url')],
  'server url, its end': [set('/servers/0/url', (text) => `https://example.com/${text}`)],
  'server description': [set('/servers/0/description')],
  'server variable': [set('/servers/0/url', (name) => `https://{${name}}.x`), rename('/servers/0/variables/host')],
  'server variable default': [set('/servers/0/variables/host/default')],
  'server variable enum': [set('/servers/0/variables/host', (text) => ({ default: text, enum: [text, 'other'] }))],
  'server variable description': [set('/servers/0/variables/host/description')],
  tag: [set('/tags/0/name'), set(`${SEND}/tags/0`), set(`${LIST}/tags/0`), set('/paths/~1form/post/tags/0')],
  'tag description': [set('/tags/0/description')],
  path: [rename('/paths/~1form', (text) => `/form/${text}`)],
  'path parameter': [set(`${SEND}/parameters/0/name`), rename('/paths/~1things~1{id}', (name) => `/things/{${name}}`)],
  operationId: [set(`${SEND}/operationId`)],
  'operationId of a list': [set(`${LIST}/operationId`)],
  summary: [set(`${SEND}/summary`)],
  'operation description': [set(`${SEND}/description`)],
  'externalDocs.url': [set(`${SEND}/externalDocs/url`)],
  'externalDocs.description': [set(`${SEND}/externalDocs/description`)],
  'operation server': [set(`${SEND}/servers`, (text) => [{ url: `https://example.com/${text}` }])],
  'query parameter': [set(`${SEND}/parameters/1/name`)],
  'parameter description': [set(`${SEND}/parameters/1/description`)],
  'parameter example': [set(`${SEND}/parameters/1/example`)],
  'header parameter': [set(`${SEND}/parameters/2/name`)],
  'cookie parameter': [set(`${SEND}/parameters/3/name`)],
  'body description': [set(`${SEND}/requestBody/description`)],
  'body media type': [rename(`${SEND}/requestBody/content/application~1json`)],
  'response status': [rename(`${SEND}/responses/default`)],
  'response description': [set(`${SEND}/responses/200/description`)],
  'response media type': [rename(`${SEND}/responses/200/content/application~1json`)],
  'response header': [
    set(`${SEND}/responses/200/headers`, (name) => Object.fromEntries([[name, { schema: { type: 'string' } }]])),
  ],
  'form field': [rename(`${FORM}/schema/properties/field`), rename(`${FORM}/encoding/field`)],
  'encoding contentType': [set(`${FORM}/encoding/field`, (contentType) => ({ contentType }))],
  'security scheme': [
    rename('/components/securitySchemes/key'),
    set(`${SEND}/security/0`, (name) => Object.fromEntries([[name, []]])),
  ],
  'security scheme description': [set('/components/securitySchemes/key/description')],
  'apiKey name': [set('/components/securitySchemes/key/name')],
  'http scheme': [set('/components/securitySchemes/key', (scheme) => ({ type: 'http', scheme }))],
  schema: [
    rename(THING),
    set(`${SEND}/requestBody/content/application~1json/schema/$ref`, toThing),
    set(`${SEND}/responses/200/content/application~1json/schema/$ref`, toThing),
    set(`${PAGE}/properties/data/items/$ref`, toThing),
    set('/components/schemas/Either/oneOf/0/$ref', toThing),
    set('/components/schemas/Either/discriminator/mapping/thing', toThing),
  ],
  'schema title': [set(`${THING}/title`), set(`${THING}/description`, () => '')],
  'schema description': [set(`${THING}/description`)],
  property: [rename(`${THING}/properties/name`)],
  required: [set(`${THING}/required`, (name) => [name])],
  'property description': [set(`${THING}/properties/name/description`)],
  default: [set(`${THING}/properties/name/default`)],
  'default, an object': [set(`${THING}/properties/name`, (text) => ({ type: 'object', default: ownObject(text) }))],
  example: [set(`${THING}/properties/name/example`)],
  'example, an object': [set(`${THING}/example`, ownObject)],
  format: [set(`${THING}/properties/name/format`)],
  pattern: [set(`${THING}/properties/name/pattern`)],
  'enum value': [set(`${THING}/properties/kind/enum/0`)],
  'enum varname': [set(`${THING}/properties/kind/x-enum-varnames/0`)],
  'enum description': [set(`${THING}/properties/kind/x-enum-descriptions/0`)],
  const: [set(`${THING}/properties/only/const`)],
  'const, an object': [set(`${THING}/properties/only/const`, ownObject)],
  'discriminator property': [
    set('/components/schemas/Either/discriminator/propertyName'),
    rename(`${THING}/properties/kind`),
  ],
  'discriminator value': [rename('/components/schemas/Either/discriminator/mapping/thing')],
  patternProperties: [rename('/components/schemas/Other/patternProperties/^x')],
  extension: [rename('/x-extension', (name) => `x-${name}`), set('/components/x-more')],
  'strategy name': [set(`${ANNOTATION}/name`)],
  'strategy position': [
    set(`${LIST}/parameters/0/name`),
    set(`${ANNOTATION}/request/offset`, (name) => `$request.query.${name}`),
  ],
  'strategy start and end': [
    set(`${LIST}/parameters/0/schema`, () => ({ type: 'string' })),
    set(ANNOTATION, (text) => ({
      style: 'cursor-query',
      request: { cursor: 'skip', start: text },
      response: { items: '/data', nextCursor: '/next', end: [text] },
    })),
    set(`${PAGE}/properties/next`, () => ({ type: 'string' })),
  ],
  'strategy items': [rename(`${PAGE}/properties/data`), set(`${ANNOTATION}/response/items`, inPointer)],
  'strategy header': [
    set(`${LIST}/responses/200/headers`, (name) => Object.fromEntries([[name, { schema: { type: 'integer' } }]])),
    set(`${ANNOTATION}/response/total`, (name) => `$response.header.${name}`),
  ],
  'strategy alternative': [set(`${SEND}/operationId`), set(`${ANNOTATION}/alternatives`, (name) => [name])],
  'strategy key': [rename(`${THING}/properties/name`), set(`${ANNOTATION}/key`, inPointer)],
  'strategy, any field': [set(`${ANNOTATION}/response/rel`), set(`${ANNOTATION}/request/carry`, (name) => [name])],
};

/** The document with a payload in the slots named; in none of them it is harmless. */
export function documentWith(slots: readonly string[], payload: string): JsonObject {
  const document = harmlessDocument();
  const edits = slots.flatMap((slot) => SLOTS[slot] ?? []);
  // Names change last, inner ones first, so that all pointers lead where they did.
  const depth = ({ kind, pointer }: Edit): number =>
    kind === 'set' ? Number.POSITIVE_INFINITY : pointer.split('/').length;
  for (const edit of edits.toSorted((a, b) => depth(b) - depth(a) || 0)) apply(edit, document, payload);
  return document;
}

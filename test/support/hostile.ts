import type { ApiModel } from '../../src/model/api.ts';
import type { Schema } from '../../src/model/schema.ts';
import {
  api,
  arrayOf,
  integer,
  json,
  objectOf,
  offsetStrategy,
  operation,
  parameter,
  ref,
  schema,
  string,
} from './model.ts';

/** Text that would end a comment, a string, a template or a line, if it could. */
const HOSTILE =
  '*/ }\'"`$\u007bboom()} \\ \r\n\u2028@ts-nocheck // <script> ]]> \u202e \ud800 \ufffd | 日本 /* globalThis.boom = true; /*';

const NAMES = [HOSTILE, '', ' ', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];
const WORDS = [
  'default',
  'delete',
  'class',
  'await',
  'async',
  'type',
  'of',
  'get',
  'new',
  'readonly',
  'string',
  'any',
  'Page',
];
const GLOBALS = [
  'Promise',
  'Record',
  'Blob',
  'Error',
  'call',
  'paginate',
  'client',
  'params',
  'options',
  'api',
  'Operation',
];
const TWINS = ['a-b', 'a_b', 'aB', 'AB', '1', '42', 'ünï', '名前', '😀'];
const ALL = [...NAMES, ...WORDS, ...GLOBALS, ...TWINS];

const location = { file: '/api.yaml', pointer: '' };
const union = (...members: Schema[]) => schema({ kind: 'union', members });
const allOf = (...members: Schema[]) => schema({ kind: 'intersection', members });

/** Definitions that go round in circles in every way. */
const CIRCLES: Record<string, Schema> = {
  Self: ref('Self'),
  SelfUnion: union(ref('SelfUnion'), string),
  SelfOnly: union(ref('SelfOnly')),
  Ping: union(ref('Pong'), integer),
  Pong: allOf(ref('Ping'), objectOf({ a: string })),
  Pet: allOf(objectOf({ name: string }), union(ref('Cat'), ref('Dog'))),
  Cat: allOf(ref('Pet'), objectOf({ lives: integer, friend: ref('Pet') })),
  Dog: allOf(ref('Cat'), ref('Pet')),
  Parent: allOf(ref('Child'), objectOf({ a: string })),
  Child: allOf(ref('Parent'), objectOf({ b: string })),
  Json: union(string, arrayOf(ref('Json')), objectOf({}, ref('Json'))),
  Tuple: schema({ kind: 'tuple', items: [ref('Tuple'), ref('Json')], rest: ref('Tuple') }),
  Counted: objectOf({ 'total?': integer, list: arrayOf(ref('Counted')) }, ref('Counted')),
  Diamond: allOf(ref('Left'), ref('Right'), objectOf({ own: string }, schema({ kind: 'unknown' }))),
  Left: allOf(ref('Base'), objectOf({ left: string })),
  Right: allOf(ref('Base'), objectOf({ 'right?': string })),
  Base: objectOf({ id: { ...string, readOnly: true }, secret: { ...string, writeOnly: true } }),
  Lonely: objectOf({ gone: { ...string, writeOnly: true } }),
  Nothing: allOf(),
  Never: union(),
};

/** An API whose author tries to break out of every place that text of a document goes to. */
export function hostileApi(): ApiModel {
  const everything = objectOf(
    Object.fromEntries(ALL.map((name) => [name, { ...string, description: HOSTILE, example: HOSTILE }])),
  );
  const everyRef = objectOf(Object.fromEntries(Object.keys(CIRCLES).map((name) => [`${name}?`, ref(name)])));
  const position = parameter(HOSTILE, { schema: integer, required: true });
  return api({
    title: HOSTILE,
    description: HOSTILE,
    servers: [
      { url: HOSTILE, variables: ALL.map((name) => ({ name, default: HOSTILE, enum: ALL, description: HOSTILE })) },
    ],
    securitySchemes: ALL.map((name) => ({
      name,
      type: 'apiKey',
      in: 'query',
      parameter: HOSTILE,
      description: HOSTILE,
      location,
    })),
    tags: ALL.map((name) => ({ name, description: HOSTILE })),
    schemas: {
      ...CIRCLES,
      ...Object.fromEntries(ALL.map((name) => [name, everything])),
      Literals: schema(
        { kind: 'enum', values: [...ALL, { [HOSTILE]: [HOSTILE] }], names: ALL, descriptions: ALL },
        { default: HOSTILE },
      ),
    },
    operations: ALL.flatMap((name) => [
      operation(
        {
          operationId: name,
          path: `/${HOSTILE}/{${name}}`,
          method: 'POST',
          tags: [name],
          summary: HOSTILE,
          description: HOSTILE,
          externalDocs: { url: HOSTILE },
          deprecated: true,
          parameters: [...ALL.map((key) => parameter(key, { description: HOSTILE })), parameter('body')],
          requestBody: { required: true, description: HOSTILE, content: [json(everyRef)], location },
          security: [new Map([[HOSTILE, []]])],
          servers: [{ url: HOSTILE, variables: [] }],
        },
        everyRef,
      ),
      operation({
        path: `/list/{${name}}`,
        tags: [name],
        parameters: [position],
        strategies: [
          offsetStrategy(position, everyRef, { name: HOSTILE, alternatives: ALL, key: `/${HOSTILE}` }),
          offsetStrategy(position, string, { limits: { maxLimit: 10, maxResults: 1000, cursorTtl: 30 } }),
        ],
      }),
    ]),
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUPS, type GroupName } from '../src/annotation/annotation.ts';
import { type Field, GROUP_FIELDS, OWN_FIELDS } from '../src/annotation/fields.ts';
import type { Style } from '../src/annotation/style.ts';
import { styles } from '../src/annotation/styles.ts';

const SCHEMA = join(import.meta.dirname, '../schema/x-pagination.schema.json');
const REFERENCE = join(import.meta.dirname, '../docs/annotation.md');

const GROUP_DESCRIPTIONS: Readonly<Record<GroupName, string>> = {
  request: 'The places of the position and page size in the request.',
  response: 'The places of the items and of the next position in the response.',
  limits: 'Limits that the API enforces.',
  deep: 'Declares how to walk past a ceiling: field, sort, and either from or until.',
};

type Json = Readonly<Record<string, unknown>>;

/** Makes the JSON Schema of the annotation from the table of fields and the styles. */
export function annotationSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/pagegen/schema/x-pagination.schema.json',
    title: 'x-pagination',
    description:
      'Declares how an operation pages: a strategy, a list of strategies in order of preference, the name of a shared strategy, or false if it is deliberately not paginated.',
    definitions: {
      name: {
        description: 'The name of a shared strategy under components.x-pagination.',
        type: 'string',
        minLength: 1,
      },
      used: {
        allOf: [ref('strategy'), { anyOf: ['style', 'extends', '$ref'].map((key) => ({ required: [key] })) }],
      },
      strategy: strategySchema(),
      ...Object.fromEntries(GROUPS.map((group) => [group, groupSchema(group)])),
      shared: { description: 'Shared strategies, by name.', type: 'object', additionalProperties: ref('strategy') },
    },
    type: ['object', 'array', 'string', 'boolean'],
    if: { type: 'object' },
    // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
    then: ref('used'),
    else: {
      if: { type: 'array' },
      // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
      then: {
        minItems: 1,
        // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
        items: { type: ['object', 'string'], if: { type: 'object' }, then: ref('used'), else: ref('name') },
      },
      // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
      else: { if: { type: 'string' }, then: ref('name'), else: { const: false } },
    },
  };
}

function strategySchema(): Json {
  const { style = {}, ...own } = propertiesOf(OWN_FIELDS);
  return {
    description: 'A style with the fields of the operation.',
    type: 'object',
    properties: {
      style: { description: (style as Json).description, enum: [...styles.keys(), null] },
      name: own.name,
      extends: { description: 'The shared strategy under components.x-pagination to start from.', type: 'string' },
      $ref: { description: 'A shared strategy, such as #/components/x-pagination/list.', type: 'string' },
      ...Object.fromEntries(GROUPS.map((group) => [group, ref(group)])),
      ...own,
    },
    ...CLOSED,
    allOf: [...styles.values()].map(needsOf),
  };
}

/** Requires the fields that a style needs, unless a shared strategy may have them. */
function needsOf({ name, needs, exactlyOne }: Style): Json {
  const inherits = { anyOf: ['extends', '$ref'].map((key) => ({ required: [key] })) };
  // The parts of a cursor can be in several fields.
  const maps = {
    required: exactlyOne,
    properties: Object.fromEntries(exactlyOne.map((key) => [key, { type: 'object' }])),
  };
  const response = {
    required: needs.response,
    ...(exactlyOne.length > 0 && { anyOf: [{ oneOf: exactlyOne.map((key) => ({ required: [key] })) }, maps] }),
  };
  const isRequestNeeded = needs.request.length > 0;
  return {
    if: { required: ['style'], properties: { style: { enum: [name] } }, not: inherits },
    // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
    then: {
      required: [...(isRequestNeeded ? ['request'] : []), 'response'],
      properties: { ...(isRequestNeeded && { request: { required: needs.request } }), response },
    },
  };
}

const CLOSED = { patternProperties: { '^x-': {} }, additionalProperties: false };

function groupSchema(group: GroupName): Json {
  return {
    description: GROUP_DESCRIPTIONS[group],
    type: ['object', 'null'],
    properties: propertiesOf(GROUP_FIELDS[group]),
    ...CLOSED,
  };
}

function propertiesOf(fields: ReadonlyMap<string, Field>): Json {
  return Object.fromEntries(
    [...fields].map(([key, { value, description }]) => [
      key,
      { description: value.help === undefined ? description : `${description} ${value.help}`, ...value.schema },
    ]),
  );
}

function ref(definition: string): Json {
  return { $ref: `#/definitions/${definition}` };
}

/** Makes the tables of the reference: one row for each field, with a link to its section. */
export function fieldTables(): string {
  const rowOf = (label: string, { value, description, styles: supporting }: Field): string => {
    const cells = [
      `\`${label}\``,
      (value.choices === undefined ? value.syntax?.name : undefined) ?? value.expected.replace(/^an? /, ''),
      supporting?.map((name) => `\`${name}\``).join(', ') ?? 'all',
    ];
    return `| ${cells.join(' | ')} | ${description.replaceAll('|', '\\|')} |`;
  };
  return [
    '| field | value | styles | meaning |',
    '|---|---|---|---|',
    ...[...OWN_FIELDS].map(([key, field]) => rowOf(key, field)),
    ...GROUPS.flatMap((group) => [...GROUP_FIELDS[group]].map(([key, field]) => rowOf(`${group}.${key}`, field))),
  ].join('\n');
}

const TABLES = /(<!-- fields: npm run schema -->\n)[\s\S]*?(\n<!-- end of fields -->)/;

/** Returns the reference page with the tables of the present fields. */
export function withFieldTables(page: string): string {
  return page.replace(TABLES, (_all, start: string, end: string) => `${start}\n${fieldTables()}\n${end}`);
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(SCHEMA, `${JSON.stringify(annotationSchema(), null, 2)}\n`);
  writeFileSync(REFERENCE, withFieldTables(readFileSync(REFERENCE, 'utf8')));
}

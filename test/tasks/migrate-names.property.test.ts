import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TARGET_KEYS, type TargetKey } from '../../src/annotation/annotation.ts';
import { writtenAnnotation } from '../../src/annotation/x-pagination/strategy-object.ts';
import { formatPointer } from '../../src/shared/json.ts';
import { migrate, migrationOverlay } from '../../src/tasks/migrate.ts';
import { type OpenedDocument, openDocument } from '../../src/tasks/open-document.ts';
import { runs } from '../support/properties.ts';

type Json = { readonly [key: string]: unknown };

const folder = mkdtempSync(join(tmpdir(), 'pagegen-names-'));
const file = join(folder, 'api.json');

/** Names with a meaning in pointers, JSONPaths, dotted paths, overlays or YAML, and any others. */
const name = fc.oneof(
  fc.constantFrom(
    'a.b',
    'a/b',
    'a~b',
    '~1',
    'a[b]',
    '$x',
    '@next',
    "it's",
    '"hi"',
    '\\',
    '0',
    '-1',
    '*',
    '#',
    '{x}',
    '%41',
  ),
  fc.constantFrom(
    'constructor',
    'null',
    'true',
    '',
    ' ',
    '- a',
    'a: b',
    '&a',
    '!a',
    '\n',
    '\t',
    'items',
    '$response.body#/a',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }).filter((text) => text !== '__proto__' && !/\p{Cs}/u.test(text)),
);
const parameter = name.filter((text) => text !== '');

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: { type: 'object', required: ['id'], properties: { id: TEXT } } };

interface Names {
  readonly outer: string;
  readonly items: string;
  readonly next: string;
  readonly position: string;
  readonly style: 'offset' | 'cursor-query' | 'next-url';
}

function documentOf({ outer, items, next, position, style }: Names): Json {
  const at = (key: string): string => `$response.body#${formatPointer([outer, key])}`;
  const schema = { type: style === 'offset' ? 'integer' : 'string' };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'list',
          'x-pagination': {
            style,
            ...(style === 'offset' && { request: { offset: `$request.query.${position}` } }),
            ...(style === 'cursor-query' && { request: { cursor: `$request.query.${position}` } }),
            response: {
              items: at(items),
              ...(style === 'next-url' && { nextUrl: at(next) }),
              ...(style === 'cursor-query' && { nextCursor: at(next) }),
            },
          },
          parameters: [{ name: position, in: 'query', schema }],
          responses: {
            '200': {
              description: 'ok',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: { [outer]: { type: 'object', properties: { [items]: LIST, [next]: TEXT } } },
                  },
                },
              },
            },
          },
        },
      },
    },
  };
}

function without(value: unknown, isGone: (key: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, isGone));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !isGone(key, member));
  return Object.fromEntries(kept.map(([key, member]) => [key, without(member, isGone)]));
}

/** The strategy of the list as `x-pagination` would write it. */
function strategyIn({ annotated, diagnostics }: OpenedDocument): unknown {
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const [annotation] = annotated[0]?.annotations ?? [];
  return annotation && writtenAnnotation(annotation);
}

it.each(TARGET_KEYS.filter((key): key is Exclude<TargetKey, 'x-pagination'> => key !== 'x-pagination'))(
  'names of any characters survive %s',
  async (to) => {
    const names = fc
      .record({
        outer: name,
        items: name,
        next: name,
        position: parameter,
        style: fc.constantFrom('offset', 'cursor-query', 'next-url'),
      })
      .filter(({ items, next }) => items !== next);
    await fc.assert(
      fc.asyncProperty(names, async (given) => {
        const document = documentOf(given);
        const text = JSON.stringify(document);
        const before = strategyIn(await openDocument({ document: { file, text } }));
        const result = await migrate({ document: { file, text }, to });
        if (result.migrations.length === 0) {
          // It is named instead.
          expect(result.diagnostics.map(({ code }) => code)).toContain('migration-loss');
          return;
        }
        const overlay = join(folder, 'overlay.yaml');
        writeFileSync(overlay, migrationOverlay(result).text);
        const applied = await openDocument({ document: { file, text }, overlays: [overlay] });
        const theirs = without(
          applied.document?.root.value,
          (key, value) => key === 'x-pagination' && !Array.isArray(value),
        );
        expect(strategyIn(await openDocument({ document: { file, text: JSON.stringify(theirs) } }))).toEqual(before);
      }),
      runs(15),
    );
  },
);

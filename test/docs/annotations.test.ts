import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { isJsonObject } from '../../src/shared/json.ts';
import { lintText } from '../lint/lint-text.ts';
import { placeOf, ROOT, samples, shownFor, writeOutdated } from './samples.ts';

// Every annotation of the pages is linted: if a `text` block follows, it shows the findings, otherwise there are none. (For
// whole documents and parts of specs/close.yaml only errors count: they do not try to satisfy the rules of design.)

type Json = Record<string, unknown>;

const read = (path: string): Json => parse(readFileSync(join(ROOT, path), 'utf8'));

/** The annotation that examples without a `style` are parts of, as docs/annotation.md says at its top. */
const BASE: Json = {
  style: 'offset',
  request: { offset: 'skip', limit: 'limit' },
  response: { items: 'data', hasMore: 'has_more' },
};

const annotations = samples.filter(
  ({ language, file, reason, words }) =>
    (language === 'yaml' || language === 'json') && (!file || file === 'api.yaml') && !reason && words === '',
);

afterAll(writeOutdated);

describe('the annotations of the pages', () => {
  it.each(annotations.map((sample) => [placeOf(sample), sample] as const))('%s', async (_, { code, output }) => {
    const profile = /^openapi:|^ {2}\/lead\/:/m.test(code) ? 'errors' : 'recommended';
    const { findings } = await lintText(documentOf(code), { profile });
    const found = findings.map(
      ({ severity, message, code, hint }) =>
        `${severity}  ${message}  [${code}]\n${hint === undefined ? '' : `  hint: ${hint}\n`}`,
    );
    if (output.text === undefined) expect(found).toEqual([]);
    else expect(output.text.code).toBe(shownFor(output.text, found.join('')));
  });
});

/** A whole document, a part of one, or an annotation or part of one, put where it belongs. */
function documentOf(text: string): string {
  const value: unknown = parse(text);
  if (!isJsonObject(value)) throw new Error('is neither a document nor an annotation');
  if ('openapi' in value || 'swagger' in value) return text;
  const isClose = isJsonObject(value['paths']) && '/lead/' in value['paths'];
  const document = read(isClose ? 'specs/close.yaml' : 'docs/annotation.yaml');
  if ('paths' in value || 'components' in value) return stringify(merged(document, value));
  const isMember = Object.keys(value).every((key) => key.startsWith('x-'));
  const own: Json = isMember ? value : { 'x-pagination': 'style' in value ? value : merged(BASE, value) };
  const method = writesBody(own['x-pagination']) ? 'post' : 'get';
  return stringify(merged(document, { paths: { '/leads': { [method]: own } } }));
}

function writesBody(said: unknown): boolean {
  if (!isJsonObject(said)) return false;
  const fields = Object.values(isJsonObject(said['request']) ? said['request'] : {});
  return said['style'] === 'cursor-body' || fields.some((field) => String(field).startsWith('/'));
}

/** A copy of the first with the members of the second; arrays replace, `null` removes. */
function merged(before: unknown, after: unknown): unknown {
  if (!isJsonObject(before) || !isJsonObject(after)) return after;
  const all: Json = { ...before };
  for (const [key, value] of Object.entries(after)) {
    if (value === null) delete all[key];
    else all[key] = merged(all[key], value);
  }
  return all;
}

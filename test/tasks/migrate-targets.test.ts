import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type StrategyAnnotation, TARGET_KEYS, type TargetKey } from '../../src/annotation/annotation.ts';
import { writtenAnnotation } from '../../src/annotation/x-pagination/strategy-object.ts';
import { migrate, migrationOverlay } from '../../src/tasks/migrate.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

const specs = join(import.meta.dirname, '../../specs');
const fixtures = readdirSync(join(specs, 'fixtures')).filter((name) => name.endsWith('.yaml'));
const documents = ['close.yaml', ...fixtures.map((name) => `fixtures/${name}`)];
const TARGETS = TARGET_KEYS.filter((key) => key !== 'x-pagination');
const folder = mkdtempSync(join(tmpdir(), 'pagegen-targets-'));

/** Returns a document without annotations of ours. */
function withoutOurs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOurs);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== 'x-pagination');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutOurs(member)]));
}

/** Returns the fields of a strategy as `group.key` and value, in the short form. */
function fieldsOf(annotation: StrategyAnnotation | undefined): Map<string, unknown> {
  if (annotation === undefined) return new Map();
  const entries = Object.entries(writtenAnnotation(annotation)).flatMap(([key, value]) =>
    ['request', 'response', 'limits', 'deep'].includes(key)
      ? Object.entries(value as object).map(([name, inner]) => [`${key}.${name}`, inner] as const)
      : [[key, value] as const],
  );
  return new Map(entries);
}

/** Translates a document of ours into `to`, and returns what is read from the result. */
async function throughDialect(text: string, name: string, to: TargetKey) {
  const file = join(folder, `${name.replaceAll('/', '-')}-${to}.json`);
  const result = await migrate({ document: { file: join(specs, name), text }, to });
  const losses = result.diagnostics.filter(({ code }) => code === 'migration-loss').map(({ message }) => message);
  const overlay = `${file}.overlay.yaml`;
  writeFileSync(overlay, migrationOverlay(result).text);
  const bare = JSON.stringify(withoutOurs(parse(text)));
  const before = await openDocument({ document: { file: join(specs, name), text } });
  const after =
    result.migrations.length === 0
      ? undefined
      : await openDocument({ document: { file: join(specs, name), text: bare }, overlays: [overlay] });
  return { losses, before, after, migrations: result.migrations };
}

/** Values that mean the same as no field, or that the document implies. */
const IMPLIED = new Set([
  'request.start',
  'response.linkBase',
  'response.end',
  'response.rel',
  'response.nextMethod',
  'response.repeat',
  'response.lastPage',
  'limits.minLimit',
  'limits.maxLimit',
  'limits.defaultLimit',
  'limits.maxOffset',
  'limits.maxPage',
]);

describe.each(TARGETS)('migrate --to %s', (to) => {
  let written = 0;
  afterAll(() => expect(written).toBeGreaterThanOrEqual(3));

  it.each(documents)('keeps or names every field of %s', async (name) => {
    const text = readFileSync(join(specs, name), 'utf8');
    const { losses, before, after, migrations } = await throughDialect(text, name, to);
    for (const { operation, annotations } of before.annotated.filter(({ declined }) => !declined)) {
      const [first] = annotations;
      if (first === undefined) continue;
      const label = operation.operationId ?? `${operation.method} ${operation.path}`;
      const own = losses.filter((message) => message.includes(` of ${label};`) || message.includes(` of ${label}.`));
      const isWritten = migrations.some(({ path, method }) => path === operation.path && method === operation.method);
      if (!isWritten) {
        expect(own.filter((message) => message.includes('cannot express the pagination'))).toHaveLength(1);
        continue;
      }
      const read = after?.annotated.find(
        ({ operation: other }) => other.path === operation.path && other.method === operation.method,
      );
      written++;
      expect(read?.key).toBe(to);
      const found = fieldsOf(read?.annotations[0]);
      for (const [field, value] of fieldsOf(first)) {
        const isLost = own.some(
          (message) => message.includes(`\`${field}\``) || (field.startsWith('deep.') && message.includes('`deep`')),
        );
        if (isLost || (IMPLIED.has(field) && !found.has(field))) continue;
        expect([label, field, found.get(field)]).toEqual([label, field, value]);
      }
      for (const field of found.keys()) {
        if (!fieldsOf(first).has(field)) expect(own.join()).toContain('request.start');
      }
    }
  });
});

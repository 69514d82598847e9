import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DIALECT_CODES } from '../../src/annotation/dialects/dialect.ts';
import { PAGINATION_CODES } from '../../src/annotation/x-pagination/codes.ts';
import { OVERLAY_CODES } from '../../src/document/overlay/overlay-object.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { NORMALIZE_CODES } from '../../src/model/read/context.ts';
import { CODES } from '../../src/shared/codes.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const RULES = Object.fromEntries(rules.map(({ id, summary }) => [id, summary]));
const known = { ...CODES, ...NORMALIZE_CODES, ...PAGINATION_CODES, ...DIALECT_CODES, ...OVERLAY_CODES, ...RULES };

describe('codes', () => {
  it('are kebab-case, each with a sentence', () => {
    for (const [code, meaning] of Object.entries(known)) {
      expect(code).toMatch(/^[a-z]+(-[a-z\d]+)*$/);
      expect(meaning).toMatch(/^[A-Z`].*\.$/);
    }
  });

  it('cover every code in the source', () => {
    const used = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(join(src, file), 'utf8').matchAll(
          /\bcode(?:: | = )'([\w-]+)'|InputError\(\s*'([\w-]+)'|fault\('([\w-]+)',/g,
        ),
      ])
      .map(([, assigned, thrown, reported]) => assigned ?? thrown ?? reported ?? '');
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_CODES } from '../../src/annotation/dialects/dialect.ts';
import { PAGINATION_CODES } from '../../src/annotation/x-pagination/codes.ts';
import { NORMALIZE_CODES } from '../../src/model/read/context.ts';

const source = join(import.meta.dirname, '../../src');

function textsOf(...folders: string[]): string {
  return folders
    .flatMap((folder) => {
      const files = readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' });
      return files
        .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.ts'))
        .map((file) => join(folder, file));
    })
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n');
}

describe('every code is reported somewhere', () => {
  const text = textsOf('model', 'annotation');
  it.each([...Object.keys(NORMALIZE_CODES), ...Object.keys(PAGINATION_CODES), ...Object.keys(DIALECT_CODES)])(
    '%s',
    (code) => {
      expect(text).toContain(`'${code}'`);
    },
  );
});

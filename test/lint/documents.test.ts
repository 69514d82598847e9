import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lint } from '../../src/tasks/lint.ts';

const cwd = join(import.meta.dirname, '../..');
const yamlIn = (folder: string): string[] =>
  readdirSync(join(cwd, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

it.each(['specs/close.yaml', 'specs/places.yaml', ...yamlIn('specs/fixtures'), 'test/scenarios/*/openapi.yaml'])(
  'finds no error in %s, which is right',
  async (document) => {
    const { findings } = await lint({ documents: [document], cwd, profile: 'errors' });
    expect(findings.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  },
);

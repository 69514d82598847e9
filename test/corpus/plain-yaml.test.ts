import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlainYaml } from '../../src/load/plain-yaml.ts';
import { parseYaml } from '../../src/load/yaml-text.ts';

/** Real documents are test data beside the project, never part of it; `PAGEGEN_CORPUS` names another place. */
const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');

test('the fast parser reads every YAML file of the corpus, each as the other parser does', () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
  expect(files.length).toBeGreaterThan(1000);
  const different = files.filter((path) => {
    const text = readFileSync(join(CORPUS, path), 'utf8').replace(/^\uFEFF/, '');
    const slow = parseYaml(path, text, () => {});
    // Text compares the order of members, too.
    return JSON.stringify(readPlainYaml(text)?.data) !== JSON.stringify(slow?.data);
  });
  expect(different).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePlainSource, readPlainYaml } from '../../src/document/parse/plain-yaml.ts';
import { treeRanges } from '../../src/document/parse/yaml-source.ts';
import { parseTree, parseYaml } from '../../src/document/parse/yaml-text.ts';
import { pointersOf } from '../document/pointers-of.ts';

/** Real documents are test data outside the project, never part of it; `PAGEGEN_CORPUS` names another folder. */
const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');

const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));

test('the fast parser reads every YAML file of the corpus, each as the other parser does', () => {
  expect(files.length).toBeGreaterThan(1000);
  const different = files.filter((path) => {
    const text = readFileSync(join(CORPUS, path), 'utf8').replace(/^\uFEFF/, '');
    const slow = parseYaml(path, text, () => {});
    // Text compares the order of members, too.
    return JSON.stringify(readPlainYaml(text)?.data) !== JSON.stringify(slow?.data);
  });
  expect(different).toEqual([]);
});

test('places in every tenth small YAML file begin where the other parser finds them', () => {
  const different = files
    .filter((_, index) => index % 10 === 0)
    .flatMap((path) => {
      const text = readFileSync(join(CORPUS, path), 'utf8');
      const source = text.length > 100_000 ? undefined : parsePlainSource(path, text);
      if (source === undefined) return [];
      const slow = treeRanges(text, parseTree(text));
      const isSame = (pointer: string, part: 'key' | 'value'): boolean => {
        const [here, there] = [source.range(pointer, part), slow(pointer, part)];
        return here.line === there.line && here.column === there.column;
      };
      const pointers = pointersOf(source.data).filter((each) => !isSame(each, 'key') || !isSame(each, 'value'));
      return pointers.map((pointer) => `${path} ${pointer}`);
    });
  expect(different).toEqual([]);
});

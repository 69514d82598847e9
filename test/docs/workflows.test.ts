import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT, textOf } from './samples.ts';

const WORKFLOWS = '.github/workflows';

/** Returns the scripts of package.json that a text runs. */
const scriptsIn = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run )?(test\b(?!:)|(?<=run )[\w:]+)/g)].map(([, name = '']) => name);

const inWorkflows = readdirSync(join(ROOT, WORKFLOWS)).flatMap((name) => scriptsIn(textOf(`${WORKFLOWS}/${name}`)));

it('workflows run scripts that exist', () => {
  expect(inWorkflows).toContain('check');
  expect(inWorkflows.filter((name) => !(name in packageJson.scripts))).toEqual([]);
});

it('workflows run what .ci/run runs, except for the tests over documents that are not in the repository', () => {
  const inCi = scriptsIn(textOf('.ci/run')).filter((name) => name !== 'test:corpus');
  expect(inCi).toContain('test');
  expect(inCi.filter((name) => !inWorkflows.includes(name))).toEqual([]);
});

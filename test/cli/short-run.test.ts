import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

// Flags of the engine have other names in each version: one that it does not know would be said on standard error.
it.each([process.versions.node, '99.0.0'])('sets the engine up without a word (as Node.js %s)', (version) => {
  const module = new URL('../../src/cli/v8.ts', import.meta.url);
  const code = `import('${module}').then(({ prepareForShortRun }) => prepareForShortRun('${version}'))`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', code], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

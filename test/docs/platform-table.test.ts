import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** The versions of packages that a `package.json` names. */
function versionsIn(path: string): Readonly<Record<string, string>> {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  return { ...dependencies, ...devDependencies };
}

it('the table of tools names the versions that the tests build clients with', () => {
  const page = readFileSync(join(ROOT, 'docs/platforms.md'), 'utf8');
  const versions = { ...versionsIn('package.json'), ...versionsIn('test/packages/package.json') };
  const named = { next: 'Next.js', webpack: 'webpack', jest: 'Jest', vite: 'Vite', vitest: 'Vitest', tsx: 'tsx' };
  for (const [name, tool] of Object.entries(named)) {
    expect(page).toMatch(new RegExp(`^\\| ${tool} \\| ${versions[name]?.split('.')[0]}\\b`, 'm'));
  }
  expect(page).toContain(`| esbuild | ${versions['esbuild']?.split('.').slice(0, 2).join('.')} |`);
  expect(page).toContain(`\`ts-jest\` ${versions['ts-jest']?.split('.')[0]} `);
  for (const name of ['typescript-5.4', 'typescript-5.9']) expect(page).toContain(name.slice('typescript-'.length));
});

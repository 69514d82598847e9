import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ROOT } from '../docs/samples.ts';
import { generated } from '../ecosystem/generated.ts';
import { testZod } from '../ecosystem/zod-suite.ts';
import { run } from '../first-hour/commands.ts';
import { compile } from '../support/compile.ts';
import { PACKAGES } from './example-copies.ts';

// Zod 4 as projects with Zod 3 have it: the last versions of Zod 3 contain it.

const modules = await mkdtemp(join(tmpdir(), 'pagegen-zod-'));
beforeAll(() => symlink(join(PACKAGES, 'zod-3'), join(modules, 'zod'), 'dir'));
afterAll(() => rm(modules, { recursive: true, force: true }));

testZod(modules);

it.each(['nodenext', 'bundler'] as const)('compiles next to schemas of Zod 3, under %s', async (resolution) => {
  const { folder, remove } = await generated('close.yaml', ['zod'], { modules });
  await writeFile(
    join(folder, 'own.ts'),
    `import { z } from 'zod';
import { LeadSchema } from './zod.js';
export const own: z.ZodObject<{ name: z.ZodString }> = z.object({ name: z.string() });
export const isLead = (value: unknown): boolean => LeadSchema.safeParse(value).success;
`,
  );
  expect(await compile(folder, '6.0', resolution, { skipLibCheck: true })).toBe('');
  await remove();
});

it('pagegen installs next to Zod 3, whose last version has what the file needs', async () => {
  const project = await mkdtemp(join(tmpdir(), 'pagegen-zod-3-'));
  await writeFile(join(project, 'package.json'), '{ "name": "shop", "private": true, "type": "module" }');
  const install = 'npm install --no-audit --no-fund --prefer-offline';
  await run(`${install} zod@3.23.8`, project);
  await run(`${install} -D ${inject('packed').tarball}`, project);
  const generate = `npx pagegen ${join(ROOT, 'specs/close.yaml')} -o client --with zod`;
  const [, ...lines] = (await run(generate, project)).stderr.trim().split('\n');
  expect(lines).toEqual([
    'client/zod.ts needs zod 3.25.76 or later, and node_modules/zod is 3.23.8. Run npm install zod@3.25.76, which keeps Zod 3, or zod@latest.',
  ]);
  await run('npm install --no-audit --no-fund zod@3.25.76', project);
  expect((await run(generate, project)).stderr.trim().split('\n')).toHaveLength(1);
  const { stdout } = await run('npm ls zod --json', project);
  expect(JSON.parse(stdout)).toMatchObject({ dependencies: { zod: { version: '3.25.76' } } });
  await rm(project, { recursive: true });
});

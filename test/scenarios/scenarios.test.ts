import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const styles = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  existsSync(join(FOLDER, entry.name, 'openapi.yaml')) ? [entry.name] : [],
);

/** Compares the client of one document per style, without its runtime. `vitest -u` rewrites it; review the difference. */
describe.each(styles)('%s', (style) => {
  it('is generated as expected', async () => {
    const { files } = await generate({ document: join(FOLDER, style, 'openapi.yaml') });
    const own = files.filter(({ path }) => !path.startsWith('runtime/'));
    for (const { path, text } of own) await expect(text).toMatchFileSnapshot(join(FOLDER, style, 'expected', path));
    expect(filesIn(join(FOLDER, style, 'expected'))).toEqual(own.map(({ path }) => path).sort());
  });
});

function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

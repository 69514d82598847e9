import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, textOf } from './samples.ts';

describe('ARCHITECTURE.md', () => {
  const page = textOf('ARCHITECTURE.md');

  it('names every folder of src/', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.length).toBeGreaterThan(8);
    expect(folders.map(({ name }) => `\`src/${name}/\``).filter((name) => !page.includes(name))).toEqual([]);
  });

  it('traces an operation through functions that exist where it says', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| \[.+?\]\((.+?)\) \|/gm)];
    expect(rows.length).toBeGreaterThan(15);
    const missing = rows.filter(
      ([, name = '', file = '']) =>
        !new RegExp(`^export (?:async )?(?:function\\*?|const) ${name}\\b`, 'm').test(textOf(file)),
    );
    expect(missing.map(([, name, file]) => `${file} has no ${name}`)).toEqual([]);
  });
});

it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'test/README.md'])(
  '%s names files that exist',
  (page) => {
    const paths = [...textOf(page).matchAll(/`((?:src|templates|test|schema|specs|scripts|docs)\/[\w./-]*)`/g)];
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);

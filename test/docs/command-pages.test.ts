import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagegen } from '../cli/in-process.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = (name: string): string => readFileSync(join(ROOT, `docs/${name}.md`), 'utf8');
const outputs = (text: string): string[] =>
  [...text.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, output = '']) => output);

describe.each(['mock', 'explain', 'verify', 'report'])('the page of %s', (name) => {
  it('names the options of the command, all of them and no others', async () => {
    const { stdout } = await pagegen(ROOT, name, '--help');
    const [options = ''] = /^Options:\n[\s\S]*?(?=^Examples:)/m.exec(stdout) ?? [];
    const known = [...options.matchAll(/^ {2}((?:-\w, )?--[\w-]+(?: <[^>]+>)?)/gm)].map(([, flags]) => flags);
    const named = [...page(name).matchAll(/^\| `((?:-\w, )?--[^`]+)` \|/gm)].map(([, flags]) => flags);
    expect(named.sort()).toEqual(known.filter((flags) => flags !== '-h, --help').sort());
  });
});

it('the page of explain shows what explain says', async () => {
  const args = /^npx pagegen (explain \S+ \S+ --total \d+)$/m.exec(page('explain'))?.[1]?.split(' ') ?? [];
  expect((await pagegen(ROOT, ...args)).stdout).toBe(outputs(page('explain'))[0]);
});

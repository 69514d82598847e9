import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const document = fileURLToPath(new URL('../../specs/fixtures/schema-forms.yaml', import.meta.url));
const result = generate({ document });

it.each([
  'listed: string | null;',
  'or: Shape | null;',
  'any?: number | null | undefined;',
  "among?: 'a' | null | undefined;",
  'older: string | null;',
  'all?: Shape | null | undefined;',
  'only?: null | undefined;',
  'nothing?: null | undefined;',
  'constant: 0;',
  "structure?: { a: [1, 'x', null, false] } | undefined;",
  'no?: false | undefined;',
  "empty?: '' | undefined;",
  'anything?: unknown;',
  'never: never[];',
  'patterns?: { [key: string]: number } | undefined;',
  '[key: string]: number | boolean | string;',
  'pair?: [string, number] | undefined;',
  'atLeast?: [string, ...(number | null)[]] | undefined;',
  '- `1000`: Thousand',
  'numbers?: 0 | -1.5 | 1000 | undefined;',
  'truths?: true | undefined;',
  "everything?: 'text' | 1 | true | [1, 2] | { a: 'b' } | null | undefined;",
  'not?: unknown;',
  'notThese?: string | undefined;',
  'silent?: unknown;',
  "export type Shape = { kind: 'circle'; radius: number } | { kind: 'square'; side: number };",
])('%s', async (line) => {
  const { files, diagnostics } = await result;
  expect(diagnostics).toEqual([]);
  expect(files.find(({ path }) => path === 'models.ts')?.text).toContain(line);
});

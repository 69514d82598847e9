import { describe, expect, it } from 'vitest';
import { formats } from '../../src/lint/formats/index.ts';
import { lintText } from './lint-text.ts';

/** An API with lists that lack a 429 response. A list called like a word of the sentence is among them. */
function api(lists: number): string {
  const path = (name: string): string => `  /${name}:
    get:
      operationId: ${name}
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      x-pagination: { style: cursor-query, request: { cursor: cursor }, response: { items: data, nextCursor: next }, key: id }
      responses: { '200': { description: One page., content: { application/json: { schema: { $ref: '#/components/schemas/List' } } } } }`;
  const names = ['walk', ...Array.from({ length: lists - 1 }, (_, index) => `listThings${index + 1}`)];
  return `openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
${names.map(path).join('\n')}
components:
  schemas:
    List: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, next: { type: string } } }
`;
}

async function print(format: string, lists: number): Promise<string> {
  const { findings } = await lintText(api(lists), { profile: 'recommended' });
  const own = findings.filter(({ code }) => code === 'pagination-no-429');
  expect(own).toHaveLength(lists);
  const summary = { documents: 1, errors: 0, warnings: lists, infos: 0, suppressed: 0, known: 0, fixed: 0 };
  const cwd = own[0]!.file.replace(/[\\/][^\\/]+$/, '');
  const write = formats.get(format);
  return write?.({ findings: own, summary, rules: [], documents: [], version: '1', cwd, colors: false }) ?? '';
}

const count = (text: string, part: string): number => text.split(part).length - 1;
const SENTENCE = 'declares no 429 response';

describe('a sentence that repeats', () => {
  it('is printed once, and then the place and name of each other operation', async () => {
    const text = await print('codeframe', 4);
    expect(count(text, SENTENCE)).toBe(1);
    expect(count(text, 'hint:')).toBe(1);
    expect(text).toContain('api.yaml:10:7  warning  walk declares no 429 response');
    expect(text).toContain('  also: 16:7  listThings1\n  also: 22:7  listThings2\n  also: 28:7  listThings3\n');
    expect(text).not.toContain('more;');
  });

  it('is printed for each operation as long as there are at most three', async () => {
    expect(count(await print('codeframe', 3), SENTENCE)).toBe(3);
  });

  it('is one row in Markdown, with every place', async () => {
    const rows = (await print('markdown', 5)).split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('| 10:7<br>16:7<br>22:7<br>28:7<br>34:7 |');
    expect(rows[0]).toContain('The same 4 times more: listThings1; listThings2; listThings3; listThings4.');
  });
});

describe('more than 20 findings of one rule', () => {
  it.each(['codeframe', 'stylish', 'markdown'])('are folded in %s', async (format) => {
    const text = await print(format, 3000);
    expect(text).toContain('… and 2,980 more');
    expect(text).toContain('`--format json` lists all');
    expect(text).toContain('listThings19');
    expect(text).not.toContain('listThings20');
    expect(text).toContain('0 errors, 3,000 warnings in 1 document.');
  });

  it('are all in JSON', async () => {
    expect(JSON.parse(await print('json', 30)).diagnostics).toHaveLength(30);
  });
});

import { describe, expect, it } from 'vitest';
import { findHits } from '../../scripts/language/find-hits.ts';

const found = (path: string, text: string): string[] =>
  findHits(path, text).map(({ line, column, text }) => `${line}:${column} ${text}`);

describe('the language check of TypeScript', () => {
  it('reads comments and messages, but neither code nor regular expressions', () => {
    const source = `const stands = /beside/.test(gives);
// It stands here.
throw new Error('Pass one beside the other.');
const text = \`No value stands \${place(\`is beside \${stands /* anew */}\`)} in it.\`;
`;
    expect(found('src/a.ts', source)).toEqual(['2:7 stands', '3:27 beside', '4:24 stands', '4:43 beside', '4:62 anew']);
  });

  it('leaves inline code, links and single words alone', () => {
    const source = "/** Reads `beside`, see {@link stands}. */\nconst key = 'beside';\n";
    expect(found('src/a.ts', source)).toEqual([]);
  });

  it('finds an idiom that a line break splits', () => {
    expect(found('src/a.ts', '/**\n * Parts that are left\n * out.\n */')).toEqual(['2:19 left out']);
    expect(found('src/a.ts', '// Parts that are left\n// out.')).toEqual(['1:19 left out']);
  });

  it.each(['What', 'Whether', 'Who', 'Where', 'How'])('wants no docstring of a function to begin with %s', (word) => {
    const docstring = `/** ${word} it is done. */`;
    for (const code of ['export function a() {}', 'export const a = () => 1;']) {
      expect(found('src/a.ts', `${docstring}\n${code}`)).toEqual([`1:5 ${word} it is done`]);
    }
    expect(found('src/a.ts', `class A {\n${docstring}\nb() {}\n}`)).toEqual([`2:5 ${word} it is done`]);
  });

  it('accepts "Whether" for a property, and questions', () => {
    expect(found('src/a.ts', 'interface A {\n  /** Whether it is done. */\n  done: boolean;\n}')).toEqual([]);
    expect(found('src/a.ts', '// What is next? Nothing.')).toEqual([]);
  });

  it('finds a sentence that begins with a clause, wherever it begins', () => {
    expect(found('src/a.ts', '// It ends. What is left is read.')).toEqual(['1:13 What is left is read']);
    expect(found('src/a.ts', '// Where a field is missing, it ends.')).toEqual([
      '1:4 Where a field is missing, it ends',
    ]);
    expect(found('src/a.ts', '// See what is left and where it is, too.')).toEqual([]);
  });

  it('tells "is no list" from "there is no list" and "is no longer"', () => {
    expect(found('src/a.ts', '// It is no list.')).toEqual(['1:7 is no list']);
    expect(found('src/a.ts', '// There is no list; it is no longer one. There really are no others.')).toEqual([]);
  });

  it('reads the comments of tests, but not their strings', () => {
    expect(found('test/a.test.ts', "// Anew.\nit('stands beside the other')")).toEqual(['1:4 Anew']);
  });
});

describe('the language check of Markdown', () => {
  it('reads prose, lists, tables and headings, but not code', () => {
    const page = [
      '# A title beside another',
      '',
      'See [what stands](beside.md) and `beside`.',
      '',
      '```ts',
      '// anew',
      '```',
      '',
      '| What | anew |',
      '| --- | --- |',
      '| `a` | mended |',
      '',
      '- What is left is read.',
    ].join('\n');
    expect(found('docs/a.md', page)).toEqual([
      '1:11 beside',
      '3:11 stands',
      '9:10 anew',
      '11:9 mended',
      '13:3 What is left is read',
    ]);
  });

  it('accepts headings that begin with a clause', () => {
    expect(found('docs/a.md', '## What is installed\n\n| What it does |\n| --- |\n')).toEqual([]);
  });

  it('does not take a line that begins with code for a heading', () => {
    expect(found('docs/a.md', '`a` is read. What is left\nis not.')).toEqual(['1:14 What is left is not']);
  });

  it('reads templates without their expressions', () => {
    expect(found('templates/a.hbs', '<p class="beside">{{anew}} is mended</p>')).toEqual(['1:31 mended']);
  });
});

it('the language check of JSON schemas reads descriptions', () => {
  const schema = '{ "title": "anew", "description": "Stands beside \\"anew\\"." }';
  expect(found('schema/a.json', schema).map((hit) => hit.split(' ')[1])).toEqual(['Stands', 'beside', 'anew']);
});

import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';

function parse(text: string, file = '/docs/api.yaml') {
  const found: Diagnostic[] = [];
  const source = parseSource(file, text, (diagnostic) => found.push(diagnostic));
  const faults = found.map(({ code, message, range }) => `${range?.line}:${range?.column} ${code}: ${message}`);
  return { source, faults };
}

describe('parseSource, YAML', () => {
  it('reads YAML 1.2: yes, no and dates are texts', () => {
    expect(parse('a: yes\nb: 2020-01-01\nc: 0o17\nd: 1.50').source?.data).toEqual({
      a: 'yes',
      b: '2020-01-01',
      c: 15,
      d: 1.5,
    });
  });

  it('keeps keys as they are written', () => {
    expect(Object.keys(parse('200: a\n1.0: b\nnull: c\ntrue: d').source?.data as object)).toEqual([
      '200',
      '1.0',
      'null',
      'true',
    ]);
  });

  it('keeps a member called __proto__ an ordinary member', () => {
    const data = parse('__proto__: { polluted: 1 }').source?.data as object;
    expect(Object.keys(data)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it('follows aliases and merge keys', () => {
    expect(parse('a: &x { p: 1, q: 1 }\nb:\n  <<: *x\n  q: 2').source?.data).toEqual({
      a: { p: 1, q: 1 },
      b: { p: 1, q: 2 },
    });
  });

  it('reads infinity and NaN, which JSON lacks, as text with a warning', () => {
    const { source, faults } = parse('a: .inf\nb: [-.INF, .nan]\nc: .info');
    expect(source?.data).toEqual({ a: '.inf', b: ['-.INF', '.nan'], c: '.info' });
    expect(faults).toEqual(
      [
        ['1:4', '.inf'],
        ['2:5', '-.INF'],
        ['2:12', '.nan'],
      ].map(
        ([place, text]) =>
          `${place} wrong-type: \`${text}\` is not a JSON value. pagegen reads it as the text \`${text}\`.`,
      ),
    );
  });

  it('reports every fault with its place', () => {
    const { source, faults } = parse('a: 1\na: 2\nb: *nowhere\nc: .nan\n');
    expect(source).toBeUndefined();
    expect(faults).toEqual([
      '2:1 invalid-yaml: The object has this key already.',
      '3:4 invalid-yaml: The alias *nowhere has no anchor `&nowhere` before it.',
      '4:4 wrong-type: `.nan` is not a JSON value. pagegen reads it as the text `.nan`.',
    ]);
  });

  it.each([
    ['a: "x', '1:6 invalid-yaml: Missing closing "quote.'],
    ['a:\n\tb: 1', '2:1 invalid-yaml: Tabs are not allowed as indentation.'],
    [
      'a: 1\n---\nb: 2',
      '2:1 invalid-yaml: The file contains several YAML documents, and pagegen reads only one. Split the file.',
    ],
    ['a: &a [*a]', '1:8 invalid-yaml: The alias *a is inside its own anchor.'],
    ['? [a, b]\n: 1', '1:3 invalid-yaml: A key must be a string; this key is a list or an object.'],
  ])('%j', (text, fault) => {
    const { source, faults } = parse(text);
    expect(source).toBeUndefined();
    expect(faults).toContain(fault);
  });

  it('refuses an alias bomb quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    const { source, faults } = parse(`l0: &l0 [x]\n${levels.join('\n')}\n`);
    expect(source).toBeUndefined();
    expect(faults).toEqual(['undefined:undefined invalid-yaml: Aliases expand to too many values.']);
  });

  it('survives nesting without end', () => {
    const { source, faults } = parse(`a: ${'['.repeat(100_000)}`);
    expect(source).toBeUndefined();
    expect(faults.length).toBeGreaterThan(0);
  });
});

describe('parseSource, a key twice', () => {
  it.each([
    ['JSON', '{"paths": {"/a": {"get": {}},\n "/a": {"post": {}}}}', ['2:2']],
    ['JSON with escapes', '{"a\\"b": 1, "x": "\\\\", "\\u0061\\"b": 2}', ['1:24']],
    ['JSON, in a list', '{"a": [{"b": "c: d"}, {"b": 1, "b": 1, "b": 2}]}', ['1:32', '1:40']],
    ['a status and its quoted form', "{ responses: { 200: a, '200': b } }", ['1:24']],
    ['a status and its quoted form, in lines', "responses:\n  404: a\n  '404': b\n", ['3:3']],
    ['null and a quoted null', "null: a\n'null': b\n", ['2:1']],
    ['a boolean and its text', 'true: a\n"true": b\n', ['2:1']],
    ['the same key in YAML', 'a: 1\na: 2\n', ['2:1']],
  ])('is an error at the second one: %s', (kind, text, places) => {
    const { source, faults } = parse(text);
    const code = kind.startsWith('JSON') ? 'invalid-json' : 'invalid-yaml';
    expect(faults).toEqual(places.map((place) => `${place} ${code}: The object has this key already.`));
    expect(source).toBeUndefined();
  });

  it('is not two numbers that are written differently, nor a key of another object', () => {
    expect(parse('1.0: a\n1: b\n').source?.data).toEqual({ '1.0': 'a', 1: 'b' });
    expect(parse('{"a": {"b": 1}, "b": {"a": "a: a"}}').source?.data).toEqual({ a: { b: 1 }, b: { a: 'a: a' } });
  });

  it('is found in a .json file', () => {
    const { faults } = parse('{"a": 1, "a": 2}', '/docs/api.json');
    expect(faults).toEqual(['1:10 invalid-json: The object has this key already.']);
  });
});

describe('parseSource, a text of another kind', () => {
  it.each([
    [
      'Markdown',
      '# Title\n\nSome text: with a colon.\n\n- a\n\n```sh\nnpm ci\n```\n\n| a | b |\n| - | - |\n\n> [x]\n\n{y\n',
    ],
    ['HTML', '<!doctype html>\n<html><body>Not found: 404</body></html>\n'],
    ['TypeScript', "import { a } from './a.ts';\nconst b = { c: [a };\nexport default b;\n"],
  ])('is one fault: %s', (_, text) => {
    const { source, faults } = parse(text);
    expect(source).toBeUndefined();
    expect(faults).toEqual(['1:1 invalid-yaml: The text is neither JSON nor YAML, so it is not an OpenAPI document.']);
  });

  it('is not a document with a fault in it', () => {
    const { faults } = parse("openapi: 3.1.0\ninfo: { title: [T, version: '1' }\npaths: {}\n");
    expect(faults.join()).not.toContain('neither');
  });

  it('has one fault for a wrong bracket, and those before it', () => {
    const texts = ['a: 1', 'a: 2', 'b: { c: [1, 2 }', ...Array.from({ length: 50 }, (_, n) => `k${n}: { x: } }`)];
    const found: Diagnostic[] = [];
    parseSource('/api.yaml', texts.join('\n'), (diagnostic) => found.push(diagnostic));
    expect(found.map(({ range }) => range?.line)).toEqual([2, 3]);
    expect(found[1]?.hint).toMatch(
      /^\d+ further errors after this one can be its consequences\. Correct this one first\.$/,
    );
  });
});

describe('parseSource, JSON', () => {
  it('reads JSON from a file with any name, and keeps __proto__', () => {
    expect(Object.keys(parse('  {"__proto__": {}, "a": [1]}').source?.data as object)).toEqual(['__proto__', 'a']);
  });

  it('takes a YAML file in flow style', () => {
    expect(parse('{ openapi: 3.1.0, }').source?.data).toEqual({ openapi: '3.1.0' });
  });

  it.each([
    ['{"a": 1,}', '1:9', 'expected a name in double quotes, but found "}"'],
    ['{"a": 1\n "b": 2}', '2:2', 'expected "," or "}", but found "\\""'],
    ['{"a": tru}', '1:7', 'expected a value, but found "tru"'],
    ['{"a": [1, 2', '1:12', 'expected "," or "]", but the text ends here'],
    ['{a: 1}', '1:2', 'expected a name in double quotes or "}", but found "a"'],
    ['{"a": 1} x', '1:10', 'expected the end of the text, but found "x"'],
    ['{"a": 01}', '1:7', 'expected a value, but found "01"'],
    ['{"a": "\t"}', '1:7', 'expected a value, but found "\\""'],
    ['', '1:1', 'expected a value, but the text ends here'],
    ['// no comments\n{}', '1:1', 'expected a value, but found "/"'],
  ])('%j', (text, place, message) => {
    const { source, faults } = parse(text, '/docs/api.json');
    expect(source).toBeUndefined();
    expect(faults).toEqual([`${place} invalid-json: Invalid JSON: ${message}.`]);
  });
});

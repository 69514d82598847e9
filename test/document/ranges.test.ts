import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/document/parse/yaml-source.ts';

function at(text: string, pointer: string, part: 'key' | 'value' = 'value'): string {
  const source = parseSource('/docs/api.yaml', text, ({ message }) => {
    throw new Error(message);
  });
  const range = source?.range(pointer, part);
  return range ? `${range.line}:${range.column}-${range.endLine}:${range.endColumn}` : 'none';
}

const YAML = `openapi: 3.1.0
paths:
  /a/b:
    get: &get
      tags: [x, yy]
      empty:
  /c:
    post:
      <<: *get
      operationId: c
    get: *get
200: number
`;

describe('range', () => {
  it.each([
    ['/openapi', 'value', '1:10-1:15'],
    ['/openapi', 'key', '1:1-1:8'],
    ['/paths/~1a~1b', 'key', '3:3-3:7'],
    ['/paths/~1a~1b/get/tags/1', 'value', '5:17-5:19'],
    ['/paths/~1a~1b/get', 'value', '5:7-6:13'],
    ['/200', 'value', '12:6-12:12'],
  ] as const)('%s, its %s', (pointer, part, expected) => {
    expect(at(YAML, pointer, part)).toBe(expected);
  });

  it('is that of the key if the value is empty', () => {
    expect(at(YAML, '/paths/~1a~1b/get/empty')).toBe('6:7-6:12');
  });

  it('follows merge keys and aliases to the text', () => {
    expect(at(YAML, '/paths/~1c/post/tags/0')).toBe('5:14-5:15');
    expect(at(YAML, '/paths/~1c/get/tags/0')).toBe('5:14-5:15');
  });

  it('is that of the nearest ancestor if the pointer leads to nothing', () => {
    expect(at(YAML, '/openapi/none/at/all')).toBe('1:10-1:15');
    expect(at(YAML, '/paths/~1a~1b/get/tags/9', 'key')).toBe('5:7-5:11');
  });

  it('works for JSON, minified as well', () => {
    expect(at('{"a":{"b":[1,"two"]}}', '/a/b/1')).toBe('1:14-1:19');
    expect(at('{"a":{"b":[1,"two"]}}', '/a/b', 'key')).toBe('1:7-1:10');
  });

  it('counts columns in UTF-16 units behind characters outside the basic plane', () => {
    expect(at('{ a: "😀", b: 1 }', '/b')).toBe('1:15-1:16');
  });

  it('is the start of an empty text', () => {
    expect(at('', '/a')).toBe('1:1-1:1');
  });
});

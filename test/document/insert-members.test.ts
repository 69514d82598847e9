import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { insertMembers } from '../../src/document/edit/insert-members.ts';

const value = { style: 'page', request: { page: 'page' }, response: { items: '/data' } };

function insert(text: string, pointer = '/paths/~1a/get') {
  return insertMembers(text, [{ pointer, key: 'x-pagination', value, before: 'responses' }]);
}

describe('inserting into YAML', () => {
  it('adds lines before the member that it goes before, and changes nothing else', () => {
    const text = `# Kept
paths:
  /a: # kept
    get:
      operationId:   "listA"   # odd spacing
      # about the responses
      responses: { '200': {description: OK} }
`;
    const { text: edited, missed } = insert(text);
    expect(missed).toEqual([]);
    expect(edited).toBe(`# Kept
paths:
  /a: # kept
    get:
      operationId:   "listA"   # odd spacing
      x-pagination:
        style: page
        request:
          page: page
        response:
          items: /data
      # about the responses
      responses: { '200': {description: OK} }
`);
    expect(parse(edited).paths['/a'].get['x-pagination']).toEqual(value);
  });

  it('keeps line endings and indentation', () => {
    const text = 'paths:\r\n    /a:\r\n        get:\r\n            responses: {}\r\n';
    const { text: edited } = insert(text);
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
    expect(edited).toContain('            x-pagination:\r\n                style: page\r\n');
    expect(parse(edited).paths['/a'].get['x-pagination']).toEqual(value);
  });

  it('writes into objects in braces', () => {
    const { text } = insert("paths: { '/a': { get: { responses: {} } } }\n");
    expect(parse(text).paths['/a'].get).toEqual({ 'x-pagination': value, responses: {} });
  });

  it('makes several insertions in one text', () => {
    const text =
      'paths:\n  /a:\n    get:\n      responses: {}\n  /b:\n    post:\n      summary: B\n      responses: {}\n';
    const insertions = ['/paths/~1a/get', '/paths/~1b/post'].map((pointer) => ({
      pointer,
      key: 'x-pagination',
      value,
      before: 'responses',
    }));
    const { paths } = parse(insertMembers(text, insertions).text);
    expect([paths['/a'].get['x-pagination'], paths['/b'].post['x-pagination']]).toEqual([value, value]);
  });

  it('reports the target of an alias, and leaves the text alone', () => {
    const text = 'x: &op\n  responses: {}\npaths:\n  /a:\n    get: *op\n';
    expect(insert(text)).toEqual({ text, missed: [expect.objectContaining({ pointer: '/paths/~1a/get' })] });
  });
});

describe('inserting into JSON', () => {
  const document = { paths: { '/a': { get: { operationId: 'a', tags: ['x', 'y'], responses: {} } } } };

  it.each([2, 4, '\t'])('keeps an indentation of %j', (indent) => {
    const text = JSON.stringify(document, null, indent);
    const { text: edited } = insert(text);
    const get = { operationId: 'a', tags: ['x', 'y'], 'x-pagination': value, responses: {} };
    expect(edited).toBe(JSON.stringify({ paths: { '/a': { get } } }, null, indent));
  });

  it('keeps a text on one line', () => {
    const { text } = insert(JSON.stringify(document));
    expect(text).not.toContain('\n');
    expect(text).not.toMatch(/": |, "/);
    expect(JSON.parse(text).paths['/a'].get['x-pagination']).toEqual(value);
  });

  it('keeps numbers and escapes as they were written', () => {
    const text = '{"n": 1.0, "s": "\\u0041", "paths": {"/a": {"get": {"responses": {}}}}}';
    const { text: edited } = insert(text);
    expect(edited.startsWith('{"n": 1.0, "s": "\\u0041", ')).toBe(true);
    expect(JSON.parse(edited).paths['/a'].get['x-pagination']).toEqual(value);
  });
});

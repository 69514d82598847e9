import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonPath, overlayText } from '../../src/document/edit/overlay-text.ts';

describe('an overlay', () => {
  it('has a target and an update for each action, with comments', () => {
    const text = overlayText({ title: 'Pagination of T', version: '1', comments: ['Read me.'] }, [
      { pointer: '/paths/~1a/get', update: { 'x-pagination': { style: 'page' } }, comments: ['listA', '- a page'] },
    ]);
    expect(text).toBe(`# Read me.

overlay: 1.0.0
info:
  title: Pagination of T
  version: "1"
actions:
  # listA
  # - a page
  - target: $.paths['/a'].get
    update:
      x-pagination:
        style: page
`);
  });

  it('lets no text of the document out of its comment', () => {
    const text = overlayText({ title: 'T', version: '1', comments: [] }, [
      { pointer: '/paths/~1a/get', update: {}, comments: ['one\nactions: []\r- target: $\u2028x'] },
    ]);
    expect(parse(text).actions).toEqual([{ target: "$.paths['/a'].get", update: {} }]);
  });
});

describe('an action', () => {
  it('may take away what is there', () => {
    const actions = [{ pointer: '/paths/~1a/get/summary', update: 'remove', comments: [] }] as const;
    expect(parse(overlayText({ title: 'T', version: '1', comments: [] }, actions)).actions).toEqual([
      { target: "$.paths['/a'].get.summary", remove: true },
    ]);
  });
});

describe('a JSON Pointer as a JSONPath', () => {
  it.each([
    ['', '$'],
    ['/paths/~1a~1{id}/get', "$.paths['/a/{id}'].get"],
    ["/paths/~1it's\\/get", "$.paths['/it\\'s\\\\'].get"],
    ['/paths/~1a\n/get', "$.paths['/a\\u000a'].get"],
    ['/paths/~1a/get/parameters/0', "$.paths['/a'].get.parameters['0',0]"],
  ])('%j is %s', (pointer, path) => {
    expect(jsonPath(pointer)).toBe(path);
  });
});

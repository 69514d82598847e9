import { describe, expect, it } from 'vitest';
import { applyOverlays } from '../../src/document/overlay/overlay.ts';
import type { SourceDocument } from '../../src/document/parse/source-document.ts';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { locate } from '../../src/shared/locate.ts';

const BASE = `openapi: 3.1.0
info: { title: T, version: '1' }
tags:
  - { name: a }
  - { name: b }
  - { name: c }
paths:
  /things:
    get:
      summary: Things
      tags: [a, dummy]
`;

function source(file: string, text: string): SourceDocument {
  const parsed = parseSource(file, text, ({ message }) => {
    throw new Error(message);
  });
  if (parsed === undefined) throw new Error('does not parse');
  return parsed;
}

/** Applies overlays that consist of these actions (YAML). */
function apply(base: string, ...overlays: string[]) {
  const diagnostics: Diagnostic[] = [];
  const document = source('/api.yaml', base);
  const layers = overlays.map((text, index) => source(`/overlay-${index + 1}.yaml`, text));
  const result = applyOverlays(document, layers, (found) => diagnostics.push(found));
  const texts = new Map([result, ...layers].map((each) => [each.file, each]));
  const faults = locate(diagnostics, texts).map(
    ({ file, line, column, severity, code, message }) => `${file}:${line}:${column} ${severity} ${code}: ${message}`,
  );
  return { data: result.data as Record<string, unknown>, result, texts, faults, document };
}

const overlay = (actions: string, version = '1.1.0'): string =>
  `overlay: ${version}\ninfo: { title: O, version: '1' }\nactions:\n${actions}`;

describe('update', () => {
  it('merges objects, continues arrays and replaces simple values', () => {
    const { data, faults } = apply(
      BASE,
      overlay(`
  - target: $.paths['/things'].get
    update: { summary: All things, tags: [x], x-new: { deep: 1 } }
  - target: $.tags
    update: { name: d }
  - target: $.tags
    update: [{ name: e }, { name: f }]
  - target: $.info.title
    update: Other`),
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      openapi: '3.1.0',
      info: { title: 'Other', version: '1' },
      tags: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
      paths: { '/things': { get: { summary: 'All things', tags: ['a', 'dummy', 'x'], 'x-new': { deep: 1 } } } },
    });
  });

  it('merges into the whole document by $', () => {
    const { data } = apply(BASE, overlay('  - { target: $, update: { info: { x-a: 1 }, x-b: 2 } }', '1.0.0'));
    expect(data).toMatchObject({ info: { title: 'T', 'x-a': 1 }, 'x-b': 2 });
  });

  it('goes on from what the action and the overlay before it left', () => {
    const { data, faults } = apply(
      BASE,
      overlay(`
  - { target: $.info, update: { x-list: [] } }
  - { target: "$.info['x-list']", update: 1 }`),
      overlay(`  - { target: "$.info['x-list']", update: [2, 3] }`),
    );
    expect(faults).toEqual([]);
    expect(data['info']).toMatchObject({ 'x-list': [1, 2, 3] });
  });

  it('changes neither what it is applied to nor itself', () => {
    const before = source('/api.yaml', BASE).data;
    const { document } = apply(BASE, overlay('  - { target: $..get, update: { tags: [z] } }'));
    expect(document.data).toEqual(before);
    const shared = apply(
      BASE,
      overlay(`
  - { target: $.tags.*, update: { x-o: { list: [] } } }
  - { target: "$.tags[0]['x-o'].list", update: 1 }`),
    );
    expect(shared.data['tags']).toEqual([
      { name: 'a', 'x-o': { list: [1] } },
      { name: 'b', 'x-o': { list: [] } },
      { name: 'c', 'x-o': { list: [] } },
    ]);
  });

  it('writes to one of the places that a YAML alias is used at', () => {
    const { data } = apply('a: &x { v: 1 }\nb: *x\n', overlay('  - { target: $.a, update: { w: 2 } }'));
    expect(data).toEqual({ a: { v: 1, w: 2 }, b: { v: 1 } });
  });

  it.each([
    ["it's", String.raw`$['it\'s']`],
    ["it's", `$["it's"]`],
    ['a\\b', String.raw`$['a\\b']`],
    ['a"b', String.raw`$["a\"b"]`],
    ['line\nbreak', String.raw`$['line\nbreak']`],
    ['tab\t', String.raw`$['tab\u0009']`],
    ['\\', '$[?@.own]'],
    ["\\'", '$..[?@.own]'],
  ])('finds a member whose name has to be escaped: %j by %s', (name, target) => {
    const base = JSON.stringify({ openapi: '3.1.0', [name]: { own: 1 } });
    const { data, faults } = apply(base, overlay(`  - target: ${JSON.stringify(target)}\n    update: { added: 2 }\n`));
    expect(faults).toEqual([]);
    expect(data).toEqual({ openapi: '3.1.0', [name]: { own: 1, added: 2 } });
  });

  it('knows members called __proto__ as members', () => {
    const { data } = apply('a: {}\n', overlay('  - target: $.a\n    update: { __proto__: { polluted: true } }'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(data['a'] ?? {})).toEqual(['__proto__']);
  });

  it('refuses values of another kind than the document has there', () => {
    const { faults, data } = apply(
      BASE,
      overlay(`
  - { target: $.info, update: 5 }
  - { target: $.info.title, update: {} }
  - { target: $.paths, update: { /things: { get: [] } } }
  - { target: "$['info', 'tags']", update: {} }`),
    );
    expect(faults).toEqual([
      '/overlay-1.yaml:5:31 error overlay-incompatible: An object can only be merged with an object; found a number.',
      '/overlay-1.yaml:6:37 error overlay-incompatible: An object cannot replace a string, number, boolean or null.',
      '/overlay-1.yaml:7:50 error overlay-incompatible: An array cannot be merged with an object in the document.',
      "/overlay-1.yaml:8:15 error overlay-incompatible: `$['info', 'tags']` must select values of one kind; it selects several: object, array.",
    ]);
    expect(data).toEqual(source('/api.yaml', BASE).data);
  });

  it('replaces simple values from version 1.1 on only', () => {
    const { faults } = apply(BASE, overlay('  - { target: $.info.title, update: X }', '1.0.0'));
    expect(faults).toEqual([
      '/overlay-1.yaml:4:15 error overlay-incompatible: `$.info.title` selects a value that is neither an object nor an array.',
    ]);
  });
});

describe('remove', () => {
  it('takes members and elements away, wherever they are', () => {
    const { data, faults } = apply(
      BASE,
      overlay(`
  - { target: "$.tags[?@.name != 'b']", remove: true }
  - { target: "$..tags[?@ == 'dummy']", remove: true }
  - { target: "$.paths['/things'].get.summary", remove: true }`),
    );
    expect(faults).toEqual([]);
    expect(data['tags']).toEqual([{ name: 'b' }]);
    expect(data['paths']).toEqual({ '/things': { get: { tags: ['a'] } } });
  });

  it('removes values inside of values that are removed as well', () => {
    const { data, faults } = apply('a: { b: { c: 1 } }\nd: 1\n', overlay('  - { target: "$.a..*", remove: true }'));
    expect(faults).toEqual([]);
    expect(data).toEqual({ a: {}, d: 1 });
  });

  it('is not done to the whole document', () => {
    const { faults } = apply(BASE, overlay('  - { target: $, remove: true }'));
    expect(faults).toEqual([
      '/overlay-1.yaml:4:5 error overlay-incompatible: An action cannot remove the whole document.',
    ]);
  });
});

describe('copy', () => {
  it('merges what another place has, which may be around the target', () => {
    const { data, faults } = apply(
      BASE,
      overlay(`
  - { target: $.paths, update: { /others: {} } }
  - { target: "$.paths['/others']", copy: "$.paths['/things']" }
  - { target: "$.paths['/others'].get", update: { summary: Others } }
  - { target: "$.paths['/things']", copy: $.paths }`),
    );
    expect(faults).toEqual([]);
    const get = { summary: 'Things', tags: ['a', 'dummy'] };
    const others = { get: { ...get, summary: 'Others' } };
    expect(data['paths']).toEqual({ '/things': { get, '/things': { get }, '/others': others }, '/others': others });
  });

  it('needs one source, and version 1.1', () => {
    expect(apply(BASE, overlay('  - { target: $.info, copy: $.tags.* }')).faults).toEqual([
      '/overlay-1.yaml:4:29 error overlay-invalid: `copy` must select exactly one value; `$.tags.*` selects 3.',
    ]);
    expect(apply(BASE, overlay('  - { target: $.info, copy: $.none }')).faults).toEqual([
      '/overlay-1.yaml:4:29 warning overlay-no-match: `$.none` selects nothing in the document, so there is nothing to copy.',
    ]);
    expect(apply(BASE, overlay('  - { target: $.info, copy: $.info }', '1.0.0')).faults).toEqual([
      '/overlay-1.yaml:4:29 error overlay-invalid: `copy` needs `overlay: 1.1.0` or later.',
    ]);
  });
});

describe('faults', () => {
  it('of a JSONPath are errors at the character where it ends to be one', () => {
    const { faults } = apply(
      BASE,
      overlay(`
  - target: $.paths[
    update: {}
  - target: "$.info x"
    update: {}`),
    );
    expect(faults).toEqual([
      '/overlay-1.yaml:5:21 error overlay-invalid-jsonpath: `$.paths[` is not a JSONPath query (RFC 9535): it ends too early.',
      '/overlay-1.yaml:7:21 error overlay-invalid-jsonpath: `$.info x` is not a JSONPath query (RFC 9535): it is invalid from `x` on.',
    ]);
  });

  it('warn of a target that selects nothing', () => {
    const { faults, data } = apply(BASE, overlay(`  - { target: "$.paths['/nothing'].get", update: { x-a: 1 } }`));
    expect(faults).toEqual([
      "/overlay-1.yaml:4:15 warning overlay-no-match: `$.paths['/nothing'].get` selects nothing in the document, so this action changes nothing.",
    ]);
    expect(data).toEqual(source('/api.yaml', BASE).data);
  });

  it.each([
    [
      'openapi: 3.1.0\n',
      '1:1 error overlay-invalid: This file is not an overlay: it has no `overlay` field, such as `overlay: 1.1.0`.',
    ],
    [
      'overlay: 2.0.0\n',
      '1:10 error overlay-unsupported-version: Overlay version "2.0.0" is not supported; pagegen reads 1.0 and 1.1.',
    ],
    ['overlay: 1.0.0\n', '1:1 error overlay-invalid: An overlay needs `actions`, an array with at least one action.'],
    ['overlay: 1.0.0\nactions: [5]\n', '2:11 error overlay-invalid: An action must be an object; found a number.'],
    ['overlay: 1.0.0\nactions: [{}]\n', '2:11 error overlay-invalid: An action needs `target`, a JSONPath query.'],
    [
      'overlay: 1.0.0\nactions: [{ target: $ }]\n',
      '2:11 error overlay-invalid: An action needs `update`, `copy` or `remove: true`.',
    ],
    [
      'overlay: 1.1.0\nactions: [{ target: $, update: {}, copy: $ }]\n',
      '2:42 error overlay-invalid: An action can have `update` or `copy`, not both.',
    ],
  ])('of the overlay %j are said at their place', (text, fault) => {
    expect(apply(BASE, text).faults).toEqual([`/overlay-1.yaml:${fault}`]);
  });
});

describe('places', () => {
  const { result, texts } = apply(
    BASE,
    overlay(`
  - { target: "$.tags[0]", remove: true }
  - target: $.tags
    update: { name: d }
  - target: $.paths['/things'].get
    update:
      x-pagination: { style: page }`),
  );
  const placeOf = (pointer: string): string => {
    const [found] = locate(
      [{ code: 'x', severity: 'error', message: 'x', location: { file: '/api.yaml', pointer } }],
      texts,
    );
    return `${found?.file}:${found?.line}:${found?.column}`;
  };

  it('of what an overlay put in are in the overlay', () => {
    expect(placeOf('/paths/~1things/get/x-pagination/style')).toBe('/overlay-1.yaml:10:30');
    expect(placeOf('/tags/2/name')).toBe('/overlay-1.yaml:7:21');
    expect(result.elsewhere?.('/tags/2')).toEqual({ file: '/overlay-1.yaml', pointer: '/actions/1/update' });
  });

  it('of everything else are where they were, also behind an element that was removed', () => {
    expect(placeOf('/paths/~1things/get/summary')).toBe('/api.yaml:10:16');
    expect(placeOf('/tags/0/name')).toBe('/api.yaml:5:13');
    expect(result.elsewhere?.('/info/title')).toBeUndefined();
  });
});

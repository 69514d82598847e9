import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { overlayText } from '../../src/document/edit/overlay-text.ts';
import { mergeOverlay } from '../../src/document/overlay/merge-overlay.ts';

const ours = { style: 'page', response: { items: '/data' } };
const proposed = (...paths: string[]) =>
  overlayText(
    { title: 'T', version: '1', comments: [] },
    paths.map((path) => ({
      pointer: `/paths/${path.replaceAll('/', '~1')}/get`,
      update: { 'x-pagination': ours },
      comments: [`proposed ${path}`],
    })),
  );

const EDITED = `# Reviewed by hand.
overlay: 1.0.0
info: { title: "Mine",   version: '1' }
actions:
    # a is zero-based
    - target: $["paths"]["/a"].get
      update:
          x-pagination: { style: page, request: { start: 0 } }   # checked
# end
`;

describe('mergeOverlay', () => {
  it('keeps the text of a person and adds new actions after it', () => {
    const { text, added, conflicts } = mergeOverlay(EDITED, 'o.yaml', proposed('/a', '/b'));
    expect({ added, conflicts }).toEqual({ added: 1, conflicts: ["$.paths['/a'].get"] });
    for (const line of EDITED.split('\n')) expect(text.split('\n')).toContain(line);
    expect(text).toContain('    # proposed /b\n');
    expect(parse(text).actions).toEqual([
      parse(EDITED).actions[0],
      { target: "$.paths['/b'].get", update: { 'x-pagination': ours } },
    ]);
  });

  it('changes nothing the second time', () => {
    const once = mergeOverlay(EDITED, 'o.yaml', proposed('/b')).text;
    const twice = mergeOverlay(once, 'o.yaml', proposed('/b'));
    expect(twice).toEqual({ text: once, added: 0, unchanged: ["$.paths['/b'].get"], conflicts: [] });
  });

  it.each([
    ['a query', '$.paths[*].get', { 'x-pagination': false }],
    ['an object around it', '$.paths', { '/a': { get: { 'x-pagination': false } } }],
  ])('finds what an action reaches by %s', (_, target, update) => {
    const existing = JSON.stringify({ overlay: '1.0.0', info: {}, actions: [{ target, update }] });
    const data = { paths: { '/a': { get: {} } } };
    const { text, conflicts } = mergeOverlay(existing, 'o.json', proposed('/a', '/b'), data);
    expect(conflicts).toEqual(["$.paths['/a'].get"]);
    expect(JSON.parse(text).actions).toHaveLength(2);
  });

  it('takes no conflict from an action that changes something else there', () => {
    const existing = EDITED.replace(/x-pagination:.*/, 'summary: A list');
    expect(mergeOverlay(existing, 'o.yaml', proposed('/a'))).toMatchObject({ added: 1, conflicts: [] });
  });

  it('keeps a removal with the update that follows it', () => {
    const actions = [
      { pointer: '/paths/~1a/get/x-pagination', update: 'remove' as const, comments: [] },
      { pointer: '/paths/~1a/get', update: { 'x-pagination': ours }, comments: [] },
    ];
    const both = overlayText({ title: 'T', version: '1', comments: [] }, actions);
    expect(mergeOverlay(EDITED, 'o.yaml', both)).toMatchObject({ text: EDITED, added: 0 });
    expect(mergeOverlay(proposed('/b'), 'o.yaml', both).added).toBe(2);
  });

  it('adds to the end of actions that are followed by other members', () => {
    const existing =
      'overlay: 1.0.0\nactions:\n- target: $.info\n  update: { title: X }\ninfo: { title: T, version: 1 }\n';
    const { text } = mergeOverlay(existing, 'o.yaml', proposed('/b'));
    expect(parse(text)).toMatchObject({ actions: [{}, { target: "$.paths['/b'].get" }], info: { title: 'T' } });
  });

  it.each(['[1]', 'a: b', 'overlay: [', '{"proposals": []}'])('refuses a text that is not an overlay: %s', (text) => {
    expect(() => mergeOverlay(text, 'o.yaml', proposed('/a'))).toThrow('o.yaml exists and is not an overlay');
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import { readConfiguration } from '../../src/tasks/configuration/read.ts';

const FILE = resolve('/app/pagegen.config.yaml');
const at = (path: string) => resolve('/app', path);

/** A configuration as it is found in a YAML file. */
function read(text: string) {
  const source = parseSource(FILE, text, () => undefined);
  const found = { file: FILE, value: source?.data, source, pointer: '' as const, inputs: [FILE] };
  return readConfiguration(found, resolve('/app'));
}

function faultsOf(text: string): { message: string; hint?: string } {
  try {
    read(text);
  } catch (error) {
    const { message, hint, code } = error as { message: string; hint?: string; code: string };
    expect(code).toBe('invalid-configuration');
    return { message, ...(hint !== undefined && { hint }) };
  }
  throw new Error('There is no fault.');
}

describe('projects', () => {
  it('is one if the configuration names a document; paths are relative to the file', () => {
    expect(read('document: specs/close.yaml\noutput: src/api\noverlays: [a.yaml]\nimportExtension: ts\n')).toEqual({
      shared: {},
      projects: [
        {
          project: 'close',
          document: at('specs/close.yaml'),
          output: at('src/api'),
          overlays: [at('a.yaml')],
          importExtension: 'ts',
        },
      ],
    });
  });

  it('has none if no document is named: the options are for every document', () => {
    expect(read('importExtension: ts\nlint: { profile: strict }\n')).toEqual({
      shared: { importExtension: 'ts' },
      projects: [],
    });
  });

  it('are several that share options; their own come first', () => {
    const { projects } = read(`importExtension: ts
lenient: true
projects:
  - { document: crm.v1.yaml, output: crm }
  - { project: places, document: b.yaml, output: places, lenient: false }
`);
    expect(projects).toEqual([
      { project: 'crm', document: at('crm.v1.yaml'), output: at('crm'), importExtension: 'ts', lenient: true },
      { project: 'places', document: at('b.yaml'), output: at('places'), importExtension: 'ts', lenient: false },
    ]);
  });

  it('are several in a list', () => {
    const { projects } = read('- { document: a.yaml, output: a }\n- { document: b.yaml, output: b }\n');
    expect(projects.map(({ project }) => project)).toEqual(['a', 'b']);
  });
});

describe('faults', () => {
  it.each([
    ['document: a.yaml\nouptut: b\n', '2:1: There is no option `ouptut`.', 'Did you mean `output`?'],
    ['document: 3\n', '1:11: `document` must be a path; found 3.', undefined],
    ['importExtension: mjs\n', '1:18: `importExtension` must be one of auto, js, ts, none; found "mjs".', undefined],
    [
      'include: [Leads]\n',
      '1:10: `include` must be a list of selectors such as `tag:Leads`, `operation:listLeads` or `path:/lead/**`; found ["Leads"].',
      undefined,
    ],
    ['lenient: { yes: true }\n', '1:10: `lenient` must be true or false; found an object.', undefined],
    ['projects: {}\n', '1:11: `projects` must be a list; found an object.', undefined],
    ['projects:\n  - { output: a }\n', '2:5: A project needs a `document`.', undefined],
    ['projects:\n  - 3\n', '2:5: A project must be an object; found a number.', undefined],
    [
      '- { document: a.yaml, lnt: {} }\n',
      '1:23: There is no option `lnt` of a project.',
      expect.stringMatching(/^The options are project, document, /),
    ],
    [
      'document: a.yaml\nprojects: []\n',
      '1:1: `document` cannot be shared by all projects.',
      'Move `document` into a project.',
    ],
    [
      '- { document: v1/a.yaml }\n- { document: v2/a.yaml }\n',
      '2:3: Two projects are called `a`.',
      'Name them with `project`.',
    ],
    [
      '- { document: a.yaml, output: x }\n- { document: b.yaml, output: ./x/ }\n',
      `1:1: The projects \`a\` and \`b\` share the output folder ${at('x')}.`,
      undefined,
    ],
  ])('%j', (text, message, hint) => {
    expect(faultsOf(text)).toEqual({ message: `pagegen.config.yaml:${message}`, ...(hint !== undefined && { hint }) });
  });

  it('are all named at once', () => {
    expect(faultsOf('documnt: a.yaml\nlenient: 1\n')).toEqual({
      message: `pagegen.config.yaml has 2 errors:
  pagegen.config.yaml:1:1: There is no option \`documnt\`. Did you mean \`document\`?
  pagegen.config.yaml:2:10: \`lenient\` must be true or false; found 1.`,
    });
  });

  it('have no line if the file is a module', () => {
    const file = at('pagegen.config.ts');
    const found = { file, value: { documnt: 'a.yaml' }, pointer: '' as const, inputs: [file] };
    expect(() => readConfiguration(found, resolve('/app'))).toThrow('pagegen.config.ts: There is no option `documnt`.');
  });

  it('are located in package.json', () => {
    const file = at('package.json');
    const source = parseSource(file, '{\n  "pagegen": {\n    "documnt": "a.yaml"\n  }\n}', () => undefined);
    const found = { file, value: { documnt: 'a.yaml' }, source, pointer: '/pagegen' as const, inputs: [file] };
    expect(() => readConfiguration(found, resolve('/app'))).toThrow('package.json:3:5: There is no option `documnt`.');
  });
});

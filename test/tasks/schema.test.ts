import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { PROJECT_OPTIONS, readConfiguration, TOP_KEYS } from '../../src/tasks/configuration/read.ts';

const path = fileURLToPath(new URL('../../schema/pagegen.config.schema.json', import.meta.url));
const schema = JSON.parse(readFileSync(path, 'utf8'));
const accepts = new Ajv({ strict: true, strictRequired: false }).compile(schema);

/** True if the reader accepts a configuration. */
function isRead(value: unknown): boolean {
  const file = resolve('/app/pagegen.config.json');
  try {
    readConfiguration({ file, value, pointer: '', inputs: [file] }, resolve('/app'));
    return true;
  } catch {
    return false;
  }
}

describe('the schema of the configuration', () => {
  it('has the very keys that are read', () => {
    const { configuration, project } = schema.definitions;
    expect(Object.keys(project.properties).sort()).toEqual(Object.keys(PROJECT_OPTIONS).sort());
    expect(Object.keys(configuration.properties).sort()).toEqual([...Object.keys(PROJECT_OPTIONS), ...TOP_KEYS].sort());
  });

  it.each([
    [{ document: 'a.yaml', output: 'a' }, true],
    [{ $schema: './x.json', document: 'a.yaml', include: ['tag:A', 'path:/x/**'], lint: { profile: 'strict' } }, true],
    [
      {
        importExtension: 'ts',
        projects: [
          { document: 'a.yaml', lenient: true },
          { project: 'b', document: 'b.yaml' },
        ],
      },
      true,
    ],
    [[{ document: 'a.yaml', overlays: ['b.yaml'] }], true],
    [{}, true],
    [{ documnt: 'a.yaml' }, false],
    [{ document: '' }, false],
    [{ document: 'a.yaml', importExtension: 'mjs' }, false],
    [{ document: 'a.yaml', exclude: ['A'] }, false],
    [{ document: 'a.yaml', overlays: 'b.yaml' }, false],
    [{ document: 'a.yaml', allowPrivate: 1 }, false],
    [{ document: 'a.yaml', projects: [] }, false],
    [{ projects: [{ output: 'a' }] }, false],
    [{ projects: [{ document: 'a.yaml', lint: {} }] }, false],
    [['a.yaml'], false],
    [3, false],
  ])('agrees with the reader on %j: %s', (value, expected) => {
    expect({ schema: accepts(value), reader: isRead(value) }).toEqual({ schema: expected, reader: expected });
  });
});

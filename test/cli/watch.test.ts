import { mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Running, started } from './in-process.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let running: Running | undefined;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-watch-')));
  await put('api.yaml', document('Api', './parts.yaml#/Thing'));
  await put('parts.yaml', 'Thing: { type: object, properties: { one: { type: string } } }\n');
  await put('an.overlay.yaml', overlay('First'));
  await put('pagegen.config.ts', configuration('One'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const text = (name: string) => readFile(join(folder, 'out', name), 'utf8');
const document = (title: string, reference: string) => `openapi: 3.1.0
info: { title: ${title}, version: '1' }
paths:
  /thing:
    get:
      operationId: getThing
      tags: [Things]
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '${reference}' } } } }
`;
const overlay = (summary: string) => `overlay: 1.0.0
info: { title: O, version: '1' }
actions: [{ target: "$.paths['/thing'].get", update: { summary: ${summary} } }]
`;
const configuration = (name: string) => `import { defineConfig } from 'pagegen';
export default defineConfig({ document: 'api.yaml', output: 'out', overlays: ['an.overlay.yaml'], name: '${name}' });
`;

it('generates again when the document, a reference, an overlay or the configuration changes', async () => {
  running = started(folder, '--watch');
  await running.until(/Watching 4 files; press Ctrl-C to stop\.\n/);
  expect(await text('client.ts')).toContain('class OneClient');

  await put('parts.yaml', 'Thing: { type: object, properties: { two: { type: string } } }\n');
  expect(await running.until(/Watching .*\n/)).toContain('\nparts.yaml changed.\n');
  expect(await text('models.ts')).toContain('two?:');

  await put('an.overlay.yaml', overlay('Second'));
  expect(await running.until(/Watching .*\n/)).toContain('\nan.overlay.yaml changed.\n');
  expect(await text('operations/things.ts')).toContain('Second');

  await put('pagegen.config.ts', configuration('Two'));
  expect(await running.until(/Watching .*\n/)).toContain('\npagegen.config.ts changed.\n');
  expect(await text('client.ts')).toContain('class TwoClient');

  // As editors save: a new file takes the place of the old one.
  await put('api.yaml.new', document('Api', './more.yaml#/Thing'));
  await rename(join(folder, 'api.yaml.new'), join(folder, 'api.yaml'));
  await running.until(/1 error; nothing was written\.\nWatching 4 files.*\n/);
  await put('more.yaml', 'Thing: { type: object, properties: { three: { type: string } } }\n');
  expect(await running.until(/Watching 4 files.*\n/)).toContain('\nmore.yaml changed.\n');
  expect(await text('models.ts')).toContain('three?:');
});

it('survives faults that are fixed later', async () => {
  running = started(folder, '--watch');
  await running.until(/Watching .*\n/);
  await rm(join(folder, 'api.yaml'));
  await running.until(/\[file-not-found\][\s\S]*Watching .*\n/);
  await put('pagegen.config.ts', 'export default { documnt: "api.yaml" };\n');
  await running.until(/There is no option `documnt`[\s\S]*Watching .*\n/);
  await put('api.yaml', document('Api', './parts.yaml#/Thing'));
  await put('pagegen.config.ts', configuration('Three'));
  await running.until(/out\/ {2}\d+ files [\s\S]*Watching .*\n/);
  expect(await text('client.ts')).toContain('class ThreeClient');
});

it('ends when the user interrupts', async () => {
  const watching = started(folder, '--watch', '--quiet');
  await vi.waitFor(() => text('client.ts'), { timeout: 20_000 });
  expect(await watching.stop()).toEqual({ code: 130, stdout: '', stderr: '' });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTEGRATIONS } from '../../../src/model/api.ts';
import { generate } from '../../../src/tasks/generate.ts';
import type { GenerateOptions } from '../../../src/tasks/generate-options.ts';
import { placeOf, type Sample, samples, shownFor, writeOutdated } from '../../docs/samples.ts';
import { type CloseServer, startCloseServer } from '../../support/close-server.ts';
import { compile } from '../../support/compile.ts';
import { type PlacesServer, startPlacesServer } from '../../support/places-server.ts';
import { createProject, type Project } from './project.ts';
import { type RecordedApi, recordedApi, transcript } from './recorded-api.ts';

// Every TypeScript sample of the pages: all compiled in one run of tsc under strict, then each run against a server.

const programs = samples.filter(({ language, file, reason }) => /^tsx?$/.test(language) && !file && !reason);
const pages = [...new Set(programs.map(({ page }) => page))];

let project: Project;
let close: CloseServer;
let places: PlacesServer;
const apis = new Map<string, RecordedApi>();
let complaints: string;

beforeAll(async () => {
  close = await startCloseServer();
  places = await startPlacesServer();
  project = await createProject({
    'https://api.close.com': new URL(close.url).origin,
    'https://places.example.com': places.url,
  });
  await generateInto('specs/close.yaml', 'client', INTEGRATIONS);
  await generateInto('specs/places.yaml', 'places');
  for (const page of pages) {
    const document = samples.find((sample) => sample.page === page && sample.file === 'api.yaml');
    if (document === undefined) continue;
    const api = await recordedApi(project, `${folderOf(page)}/api.yaml`, document.code);
    apis.set(page, api);
    await generateInto(`${folderOf(page)}/api.yaml`, `${folderOf(page)}/client`);
  }
  for (const program of programs) await project.put(`${fileOf(program)}.${program.language}`, textOf(program));
  complaints = await compile(project.folder, '6.0', 'nodenext', {
    noEmit: false,
    declaration: false,
    isolatedDeclarations: false,
    noPropertyAccessFromIndexSignature: false,
    noUnusedLocals: false,
    skipLibCheck: true,
    jsx: 'react-jsx',
    types: ['node'],
    outDir: join(project.folder, 'out'),
    rootDir: project.folder,
  });
  await project.put('out/package.json', '{ "type": "module" }');
});
afterAll(async () => {
  writeOutdated();
  await Promise.all([close, places, ...apis.values()].map((server) => server?.close()));
  await project?.remove();
});

it('compiles every sample', () => {
  expect(complaints).toBe('');
});

describe.each(pages)('%s', (page) => {
  it.each(programs.filter((program) => program.page === page).map((program) => [placeOf(program), program] as const))(
    '%s',
    async (_, program) => {
      const api = apis.get(page);
      const before = api?.exchanges.length ?? 0;
      const output = await run(program);
      const { text, http } = program.output;
      if (text !== undefined) expect(text.code).toBe(shownFor(text, output));
      if (http !== undefined) expect(http.code).toBe(shownFor(http, transcript(api!.exchanges.slice(before))));
    },
  );
});

async function run(program: Sample): Promise<string> {
  const env = { ...process.env, CLOSE_API_KEY: close.apiKey, PLACES_TOKEN: places.token };
  const file = join(project.folder, 'out', `${fileOf(program)}.js`);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { cwd: project.folder, env });
  return (stdout + stderr).replaceAll(
    /http:\/\/127\.0\.0\.1:\d+/g,
    (origin) => apis.get(program.page)?.named(origin) ?? origin,
  );
}

async function generateInto(document: string, folder: string, integrations: GenerateOptions['with'] = []) {
  const { files, diagnostics } = await generate({ document, cwd: project.folder, with: integrations });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) await project.put(`${folder}/${path}`, text);
}

/** Pages with a document of their own have a folder of their own. */
function folderOf(page: string): string {
  return page.replaceAll(/\W+/g, '-');
}

function fileOf({ page, line }: Sample): string {
  return apis.has(page) ? join(folderOf(page), `sample-${line}`) : `${folderOf(page)}-${line}`;
}

const UP_TO_CLIENT = /^[\s\S]*?^const \w+ = (?:new \w+Client|createClient)\((?:.*\);$|[\s\S]*?^\S*\);$)/m;

/** A sample without imports goes on from the last one of its page that has some, from where that has its client. */
function textOf(program: Sample): string {
  if (/^import /m.test(program.code)) return program.code;
  const earlier = programs.filter(
    ({ page, line, code }) => page === program.page && line < program.line && /^import /m.test(code),
  );
  const [known] = UP_TO_CLIENT.exec(earlier.at(-1)?.code ?? '') ?? [];
  if (known === undefined) throw new Error(`${placeOf(program)} has nothing to go on from`);
  return `${known}\n${program.code}`;
}

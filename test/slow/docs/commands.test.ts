import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { placeOf, type Sample, samples, shownFor, writeOutdated } from '../../docs/samples.ts';
import { createProject, type Project, sh, startSh } from './project.ts';

// Runs every command of the pages, in their order. Each page has its own project.

/** The port that pages name; a run takes a free one in its place. */
const PORT = '4010';

interface Page {
  readonly project: Project;
  readonly port: string;
  readonly servers: ChildProcess[];
}

const runnable = samples.filter(({ reason }) => reason === undefined);

afterAll(writeOutdated);

for (const path of new Set(runnable.flatMap(({ page, language }) => (language === 'sh' ? [page] : [])))) {
  describe(path, () => {
    let page: Page | undefined;
    const opened = async (): Promise<Page> => {
      page ??= { project: await createProject(), port: await freePort(), servers: [] };
      return page;
    };
    afterAll(async () => {
      for (const { pid = 0 } of page?.servers ?? []) process.kill(-pid, 'SIGTERM');
      await page?.project.remove();
    });
    for (const sample of runnable.filter((each) => each.page === path)) {
      const { language, file, code } = sample;
      if (language === 'sh') {
        it(placeOf(sample), async () => runSample(sample, await opened()));
      } else if (file !== undefined) {
        it(`${placeOf(sample)} is ${file}`, async () => (await opened()).project.put(file, code));
      }
    }
  });
}

async function runSample({ code: script, words, output: { text } }: Sample, page: Page): Promise<void> {
  const { folder } = page.project;
  const runs = script.replaceAll(PORT, page.port);
  const lines = text?.code.trimEnd().split('\n').length;
  const { code, output } = words.includes('background') ? await serve(runs, page, lines) : await sh(folder, runs);
  const shown = output.replaceAll(`${folder}/`, '').replaceAll(page.port, PORT);
  expect({ code, shown }).toEqual({ code: Number(/exits (\d+)/.exec(words)?.[1] ?? 0), shown });
  if (text !== undefined) expect(text.code).toBe(shownFor(text, shown));
}

/** Leaves a server running; it has started when it has said as many lines as the page shows, or one. */
async function serve(script: string, { project, servers }: Page, lines = 1): Promise<{ code: number; output: string }> {
  const server = startSh(project.folder, script);
  servers.push(server);
  let output = '';
  while (output.split('\n').length <= lines) output += (await once(server.stdout, 'data'))[0];
  return { code: server.exitCode ?? 0, output };
}

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return String(typeof address === 'object' ? address?.port : address);
}

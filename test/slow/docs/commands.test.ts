import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { placeOf, type Sample, samples, shownFor, writeOutdated } from '../../docs/samples.ts';
import { createProject, finished, type Project, sh, startSh } from './project.ts';

// Every command of the pages, in the order in which it stands there: each page has a project of its own.

const SHELLS = new Set(['sh', 'bash', 'console']);
const runnable = samples.filter(({ reason }) => reason === undefined);

afterAll(writeOutdated);

for (const page of new Set(runnable.map((sample) => sample.page))) {
  const own = runnable.filter((sample) => sample.page === page);
  if (!own.some(({ language }) => SHELLS.has(language))) continue;
  describe(page, () => {
    let project: Project | undefined;
    const running: ReturnType<typeof startSh>[] = [];
    afterAll(async () => {
      for (const server of running) process.kill(-server.pid!, 'SIGTERM');
      await project?.remove();
    });
    for (const sample of own) {
      if (SHELLS.has(sample.language)) {
        it(placeOf(sample), async () => {
          project ??= await createProject();
          await runSample(sample, project, running);
        });
      } else if (sample.file !== undefined) {
        it(`${placeOf(sample)} is ${sample.file}`, async () => {
          project ??= await createProject();
          await project.put(sample.file!, sample.code);
        });
      }
    }
  });
}

async function runSample(sample: Sample, project: Project, running: ReturnType<typeof startSh>[]): Promise<void> {
  if (sample.words.includes('background')) {
    const server = startSh(project.folder, sample.code);
    running.push(server);
    const [first] = await once(server.stdout, 'data');
    const { text } = sample.output;
    if (text !== undefined) expect(text.code).toBe(shownFor(text, plain(String(first), project)));
    return;
  }
  const { code, output } = await sh(project.folder, sample.code);
  const { text } = sample.output;
  expect({ code, output }).toEqual({ code: Number(/exits (\d+)/.exec(sample.words)?.[1] ?? 0), output });
  if (text !== undefined) expect(text.code).toBe(shownFor(text, plain(output, project)));
}

/** Without the folder that this run happens to use. */
function plain(output: string, { folder }: Project): string {
  return output.replaceAll(`${folder}/`, '');
}

it('runs to the end what it starts', async () => {
  expect(await finished(startSh('.', 'exit 3'))).toEqual({ code: 3, output: '' });
});

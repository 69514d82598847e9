import { resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { formatFiles } from './output/format.ts';
import { write } from './output/write.ts';
import { absolutePath, foldPath } from './shared/paths.ts';
import { formatPretty } from './shared/pretty.ts';
import { version } from './shared/version.ts';
import { type Job, readJobs } from './tasks/configuration/jobs.ts';
import { type GenerateResult, generate } from './tasks/generate.ts';
import { recordOf } from './tasks/last-run.ts';

export interface PagegenPluginOptions {
  /** Path of the configuration, relative to Vite's root. Default: the one in that folder. */
  readonly config?: string | undefined;
  /** Names of the projects to generate. Default: all. */
  readonly projects?: readonly string[] | undefined;
}

/**
 * Generates the clients of the configuration before Vite builds, and again whenever one of the documents, their
 * references and overlays or the configuration changes while its dev server runs; the page is then reloaded as for every
 * other change. Faults of a document fail a build, and are shown over the page by the dev server.
 */
export function pagegen(options: PagegenPluginOptions = {}): Plugin {
  let root = '.';
  let warn = (_message: string): void => undefined;
  let server: ViteDevServer | undefined;
  const inputs = new Set<string>();
  let running: Promise<void> = Promise.resolve();

  const generateAll = async (): Promise<void> => {
    const { config, projects } = options;
    const { jobs, inputs: files } = await readJobs({ cwd: root, command: 'vite', config, projects, said: {} });
    for (const file of files) inputs.add(file);
    try {
      for (const job of jobs) {
        inputs.add(documentOf(job));
        const result = await generate(job.options);
        for (const file of result.inputs) inputs.add(file);
        for (const fault of result.diagnostics.filter(({ severity }) => severity === 'warning')) {
          warn(formatPretty(fault, { colors: false, cwd: root }));
        }
        await writeOrFail(job, result, root);
      }
    } finally {
      server?.watcher.add([...inputs]);
    }
  };
  // One after the other: two runs would write into the same folder.
  const again = (): Promise<void> => {
    running = running.then(generateAll, generateAll);
    return running;
  };

  return {
    name: 'pagegen',
    configResolved(config) {
      root = resolve(config.root);
      warn = (message) => config.logger.warn(`[pagegen] ${message}`);
    },
    async buildStart() {
      try {
        if (server === undefined) await again();
      } finally {
        for (const file of inputs) this.addWatchFile(file);
      }
    },
    async configureServer(started) {
      server = started;
      const show = async (work: Promise<void>): Promise<void> => {
        await work.catch((error: Error) => showFault(started, error));
      };
      started.watcher.on('all', (_event, file) => {
        const changed = foldPath(resolve(root, file));
        if ([...inputs].some((input) => foldPath(input) === changed)) void show(again());
      });
      await show(again());
    },
  };
}

/** @throws Error which says every fault of the document */
async function writeOrFail(
  { options, output, displayPath, isFormatted }: Job,
  result: GenerateResult,
  cwd: string,
): Promise<void> {
  const faults = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Error(faults.map((fault) => formatPretty(fault, { colors: false, cwd })).join('\n'));
  const { fingerprint } = result;
  const files = isFormatted ? await formatFiles(result.files, output) : result.files;
  const record = isFormatted ? undefined : recordOf(result, options);
  await write(output, files, { version, fingerprint, record, displayPath });
}

function documentOf({ options: { document, cwd = '.' } }: Job): string {
  return absolutePath(cwd, typeof document === 'string' ? document : document.file);
}

function showFault({ config, ws }: ViteDevServer, { message }: Error): void {
  config.logger.error(`[pagegen] ${message}`, { timestamp: true });
  ws.send({ type: 'error', err: { message, stack: '', plugin: 'pagegen' } });
}

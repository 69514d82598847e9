import { resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { formatFiles } from './output/format.ts';
import { type WriteReport, write } from './output/write.ts';
import { absolutePath, foldPath, withSlashes } from './shared/paths.ts';
import { formatFindings, formatPretty } from './shared/pretty.ts';
import { version } from './shared/version.ts';
import { type Job, readJobs } from './tasks/configuration/jobs.ts';
import { generate } from './tasks/generate.ts';
import type { GenerateResult } from './tasks/generate-options.ts';
import { recordOf } from './tasks/last-run.ts';

export interface PagegenPluginOptions {
  /** Path of the configuration, relative to Vite's root. Default: the one in Vite's root. */
  readonly config?: string | undefined;
  /** Names of the projects to generate. Default: all. */
  readonly projects?: readonly string[] | undefined;
}

/**
 * Generates the clients of the configuration before Vite builds. While the dev server runs, it generates them again when a
 * document, a file that it refers to, an overlay or the configuration changes. Vite then reloads the page as usual. Errors in
 * a document fail a build; the dev server shows them over the page.
 */
export function pagegen(options: PagegenPluginOptions = {}): Plugin {
  let root = '.';
  let warn = (_message: string): void => undefined;
  let inform = (_message: string): void => undefined;
  let server: ViteDevServer | undefined;
  const inputs = new Set<string>();
  let running: Promise<void> = Promise.resolve();

  const generateAll = async (): Promise<void> => {
    const { config, projects } = options;
    const { jobs, inputs: files } = await readJobs({ cwd: root, command: 'vite', config, projects, overrides: {} });
    for (const file of files) inputs.add(file);
    try {
      for (const job of jobs) {
        inputs.add(documentOf(job));
        const result = await generate(job.options);
        for (const file of result.inputs) inputs.add(file);
        for (const fault of result.diagnostics.filter(({ severity }) => severity === 'warning')) {
          warn(formatPretty(fault, { colors: false, cwd: root }));
        }
        inform(summaryOf(job, await writeOrFail(job, result, root)));
      }
    } finally {
      server?.watcher.add([...inputs]);
    }
  };
  // Runs wait for each other, because they write into the same folder.
  const generateInTurn = (): Promise<void> => {
    running = running.then(generateAll, generateAll);
    return running;
  };

  return {
    name: 'pagegen',
    configResolved(config) {
      root = resolve(config.root);
      warn = (message) => config.logger.warn(`[pagegen] ${message}`);
      inform = (message) => config.logger.info(`[pagegen] ${message}`, { timestamp: true });
    },
    async buildStart() {
      try {
        if (server === undefined) await generateInTurn();
      } finally {
        for (const file of inputs) this.addWatchFile(file);
      }
    },
    async configureServer(started) {
      server = started;
      let isFaulty = false;
      const show = async (work: Promise<void>): Promise<void> => {
        try {
          await work;
          if (isFaulty) hideFault(started);
          isFaulty = false;
        } catch (error) {
          isFaulty = true;
          showFault(started, error instanceof Error ? error : new Error(String(error)));
        }
      };
      started.watcher.on('all', (_event, file) => {
        const changed = foldPath(resolve(root, file));
        if ([...inputs].some((input) => foldPath(input) === changed)) void show(generateInTurn());
      });
      await show(generateInTurn());
    },
  };
}

/**
 * Writes a client.
 *
 * @throws Error that lists every error in the document
 */
async function writeOrFail(
  { options, output, displayPath, isFormatted }: Job,
  result: GenerateResult,
  cwd: string,
): Promise<WriteReport> {
  const faults = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Error(formatFindings(faults, { colors: false, cwd }));
  const { fingerprint } = result;
  const files = (isFormatted ? await formatFiles(result.files, output) : undefined) ?? result.files;
  const record = isFormatted ? undefined : recordOf(result, options);
  return write(output, files, { version, fingerprint, record, displayPath });
}

/** Returns what was generated: `src/api: 2 updated, 41 unchanged`. */
function summaryOf({ displayPath }: Job, report: WriteReport): string {
  const counts = (['created', 'updated', 'unchanged', 'deleted'] as const)
    .filter((kind) => report[kind].length > 0)
    .map((kind) => `${report[kind].length} ${kind}`);
  return `${withSlashes(displayPath)}: ${counts.join(', ')}`;
}

function documentOf({ options: { document, cwd = '.' } }: Job): string {
  return absolutePath(cwd, typeof document === 'string' ? document : document.file);
}

function showFault({ config, ws }: ViteDevServer, { message }: Error): void {
  config.logger.error(`[pagegen] ${message}`, { timestamp: true });
  ws.send({ type: 'error', err: { message, stack: '', plugin: 'pagegen' } });
}

/**
 * Removes the error overlay from open pages. If a correction restores the earlier text, no file changes, and Vite itself
 * sends no update that would remove it.
 */
function hideFault({ ws }: ViteDevServer): void {
  ws.send({ type: 'update', updates: [] });
}

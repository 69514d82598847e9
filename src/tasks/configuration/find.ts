import { basename, extname, resolve } from 'node:path';
import type { TransformOptions } from 'jiti';
import { lilconfig } from 'lilconfig';
import { readText } from '../../document/files/read-text.ts';
import { readSource } from '../../document/parse/source.ts';
import type { SourceDocument } from '../../document/parse/source-document.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import { type ConfigurationContext, defineConfig } from './define-config.ts';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];
const TEXTS = ['.json', '.yaml', '.yml'];
/** File names to search for, in this order. */
export const CONFIGURATION_FILES = [...MODULES, ...TEXTS].map((ending) => `pagegen.config${ending}`);

/** The value of a configuration, before it is checked, and its file. */
export interface FoundConfiguration {
  /** Absolute path. */
  readonly file: string;
  /** If the configuration is a function, its result. */
  readonly value: unknown;
  /** The parsed file, for the places of diagnostics; absent if it is a module. */
  readonly source?: SourceDocument | undefined;
  /** Place of the value in the source. */
  readonly pointer: '' | '/pagegen';
  /** Absolute paths of all files that determine the value. */
  readonly inputs: readonly string[];
}

/**
 * Reads the named configuration file, or else the one in the folder: `pagegen.config` with `.ts`, `.mts`, `.js`, `.mjs`,
 * `.json`, `.yaml` or `.yml`, or `pagegen` in `package.json`. Does not search parent folders. Returns undefined if there
 * is no configuration.
 *
 * @throws InputError `invalid-configuration` if it cannot be read or run; `file-not-found` and others of reading
 */
export async function findConfiguration(
  folder: string,
  context: ConfigurationContext,
  named?: string,
): Promise<FoundConfiguration | undefined> {
  const sources = new Map<string, SourceDocument>();
  const inputs = new Set<string>();
  const readData = async (file: string, text: string): Promise<unknown> => {
    if (basename(file) === 'package.json' && !text.includes('"pagegen"')) return {};
    const source = await sourceOf(file);
    sources.set(file, source);
    return source.data;
  };
  const readModule = (file: string): Promise<unknown> => importModule(file, inputs);
  const search = lilconfig('pagegen', {
    searchPlaces: [...CONFIGURATION_FILES, 'package.json'],
    loaders: {
      ...Object.fromEntries(MODULES.map((ending) => [ending, readModule])),
      ...Object.fromEntries(TEXTS.map((ending) => [ending, readData])),
    },
    stopDir: folder,
    cache: false,
    ignoreEmptySearchPlaces: false,
  });
  if (named !== undefined) {
    // If the file is missing, `readText` reports that with the nearest name.
    await readText(resolve(folder, named), named);
    if (![...MODULES, ...TEXTS].includes(extname(named))) {
      const hint = `Use one of ${[...MODULES, ...TEXTS].join(', ')}.`;
      throw new InputError('invalid-configuration', `${named} has an extension that configurations cannot have.`, {
        hint,
      });
    }
  }
  const found = named === undefined ? await search.search(folder) : await search.load(resolve(folder, named));
  if (found?.isEmpty) throw new InputError('invalid-configuration', `${found.filepath} is empty.`);
  if (!found || found.config === undefined) return undefined;
  const file = found.filepath;
  const value: unknown = typeof found.config === 'function' ? await call(found.config, context, file) : found.config;
  inputs.add(file);
  const pointer = basename(file) === 'package.json' ? '/pagegen' : '';
  return { file, value, source: sources.get(file), pointer, inputs: [...inputs] };
}

async function sourceOf(file: string): Promise<SourceDocument> {
  let fault: string | undefined;
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const source = await readSource(file, text, ({ severity, message, range }) => {
    if (severity === 'error') fault ??= range === undefined ? message : `line ${range.line}: ${message}`;
  });
  if (source !== undefined && fault === undefined && (isJsonObject(source.data) || Array.isArray(source.data))) {
    return source;
  }
  throw new InputError(
    'invalid-configuration',
    `${file} cannot be read: ${fault ?? 'it is neither an object nor a list.'}`,
  );
}

async function call(make: unknown, context: ConfigurationContext, file: string): Promise<unknown> {
  try {
    return await (make as (context: ConfigurationContext) => unknown)(context);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('invalid-configuration', `The function in ${file} failed: ${message}`, { cause });
  }
}

/**
 * Runs a TypeScript or JavaScript module and returns its default export. In the module, `import … from 'pagegen'` imports
 * the running pagegen, even if none is installed. Caches nothing: the next call reads all files again.
 *
 * @param inputs receives the absolute path of every file of the user that was read
 * @throws InputError `invalid-configuration`
 */
async function importModule(file: string, inputs: Set<string>): Promise<unknown> {
  // Few runs have a configuration that needs a compiler.
  const { createJiti } = await import('jiti');
  // No cache: on disk it would leave files behind, in memory it would hide changes.
  const plain = {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { pagegen: { defineConfig } },
  };
  const compiler = createJiti(file, plain);
  const transform = (options: TransformOptions): { code: string } => {
    if (options.filename !== undefined) inputs.add(resolve(options.filename));
    return { code: compiler.transform(options) };
  };
  try {
    const exported = await createJiti(file, { ...plain, transform }).import<Record<string, unknown>>(file);
    if ('default' in exported) return exported.default;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('invalid-configuration', `${file} cannot be loaded: ${message}`, { cause });
  }
  throw new InputError('invalid-configuration', `${file} has no default export.`, {
    hint: 'Write `export default defineConfig({ … })`.',
  });
}

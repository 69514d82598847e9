import { resolve } from 'node:path';
import { createJiti, type TransformOptions } from 'jiti';
import { InputError } from '../../shared/diagnostic.ts';
import { defineConfig } from './define-config.ts';

/**
 * Runs a TypeScript or JavaScript module and returns its default export. In the module, `import … from 'pagegen'` imports
 * the running pagegen, even if none is installed. Caches nothing: the next call reads all files again.
 *
 * @param inputs receives the absolute path of every file of the user that was read
 * @throws InputError `invalid-configuration`
 */
export async function importModule(file: string, inputs: Set<string>): Promise<unknown> {
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

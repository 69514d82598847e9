import { resolve } from 'node:path';
import { createJiti, type TransformOptions } from 'jiti';
import { InputError } from '../../shared/diagnostic.ts';
import { defineConfig } from './define-config.ts';

/**
 * Runs a module of TypeScript or JavaScript and gives its default export. `import … from 'pagegen'` in it is this very
 * pagegen, installed beside the file or not. Nothing is kept: the next call reads all files anew.
 *
 * @param inputs gets the absolute path of every file of the user that was read
 * @throws InputError `invalid-configuration`
 */
export async function importModule(file: string, inputs: Set<string>): Promise<unknown> {
  // No cache: one on disk would leave files behind, one in memory would hide changes.
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

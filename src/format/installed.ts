import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InputError } from '../diagnostics/input-error.ts';

/**
 * Absolute path of a module of a package that is installed for a folder.
 *
 * @throws InputError `no-formatter`
 */
export function installed(module: string, name: string, folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(module);
  } catch (cause) {
    throw new InputError('no-formatter', `${folder} is set up for ${name}, which is not installed there.`, {
      hint: "Install it, or leave `format: 'auto'` out.",
      cause,
    });
  }
}

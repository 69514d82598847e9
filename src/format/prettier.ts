import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Formatter } from './formatter.ts';
import { installed } from './installed.ts';

/** What we need of Prettier 3. */
interface Prettier {
  format(text: string, options: object): Promise<string>;
  resolveConfig(file: string, options: object): Promise<object | null>;
  getFileInfo(file: string, options: object): Promise<{ readonly ignored: boolean }>;
}

/** Prettier as it is installed and set up for a folder, `.editorconfig` and `.prettierignore` included. */
export async function prettier(folder: string): Promise<Formatter> {
  const module = installed('prettier', 'Prettier', folder);
  const { default: tool } = (await import(pathToFileURL(module).href)) as { default: Prettier };
  return {
    async format(file, text) {
      const { ignored } = await tool.getFileInfo(file, { ignorePath: join(folder, '.prettierignore') });
      if (ignored) return text;
      const options = await tool.resolveConfig(file, { editorconfig: true });
      return tool.format(text, { ...options, filepath: file });
    },
  };
}

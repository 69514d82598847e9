import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Rolldown } from 'tsdown';

/** Returns a plugin that writes the licences of all packages whose code a build contains. */
export function thirdPartyLicenses(file: string): Rolldown.Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
      writeFileSync(file, licensesText([...folders].sort()));
    },
  };
}

/** Returns the folder of the package that contains a module, or undefined for modules of pagegen and of the bundler. */
function packageFolder(module: string): string | undefined {
  if (module.startsWith('\0') || !module.includes('/node_modules/')) return undefined;
  let folder = dirname(module);
  // A `package.json` inside a package may contain only a module type.
  while (!isPackage(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function isPackage(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes('"version"');
}

function licensesText(folders: readonly string[]): string {
  const packages = folders.map((folder) => {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
    const licence = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (licence === undefined) throw new Error(`${name} is bundled, but comes without the text of its licence.`);
    return `## ${name}\n\n\`\`\`\n${readFileSync(join(folder, licence), 'utf8').trim()}\n\`\`\`\n`;
  });
  return ['# Licences of what is bundled\n\nThe published `dist/` holds code of these packages.\n', ...packages].join(
    '\n',
  );
}

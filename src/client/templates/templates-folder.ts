import { existsSync } from 'node:fs';

/** Nearer first: beside `dist/`, where built code runs; above `src/client/templates/`, where this file stands. */
const CANDIDATES = ['../templates/', '../../../templates/'];

/** The folder of templates and of the runtime's sources, ending in a slash. */
export function templatesFolder(): URL {
  const folders = CANDIDATES.map((candidate) => new URL(candidate, import.meta.url));
  const found = folders.find((folder) => existsSync(new URL('runtime/', folder)));
  if (found === undefined) throw new Error(`The templates of pagegen are missing: looked in ${folders.join(' and ')}`);
  return found;
}

import { existsSync } from 'node:fs';

/** Nearer first: next to `dist/`, for built code; above `src/client/templates/`, the folder of this file. */
const CANDIDATES = ['../templates/', '../../../templates/'];

/** The folder of templates and of the runtime's sources, ending in a slash. */
export function templatesFolder(): URL {
  const folders = CANDIDATES.map((candidate) => new URL(candidate, import.meta.url));
  const found = folders.find((folder) => existsSync(new URL('runtime/', folder)));
  if (found === undefined) throw new Error(`The templates of pagegen are missing: looked in ${folders.join(' and ')}`);
  return found;
}

import type { Reply } from '../support/fault-server.ts';

/** Returns the files that a browser loads, by path. The pages pass their query to the conformance file. */
export function pagesOf(conformance: string): Readonly<Record<string, Reply>> {
  const page = (script: string): Reply => ({
    text: `<!doctype html><link rel="icon" href="data:,"><script type="module">${script}</script>`,
    headers: { 'content-type': 'text/html' },
  });
  return {
    '/page': page('import "/conformance.mjs";'),
    '/worker': page('new Worker("/conformance.mjs" + location.search, { type: "module" });'),
    '/conformance.mjs': { text: conformance, headers: { 'content-type': 'text/javascript' } },
  };
}

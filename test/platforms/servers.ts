import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import type { Origins, Recorded } from './case.ts';
import { CASES } from './cases.ts';
import { pagesOf } from './pages.ts';

export interface Servers {
  readonly origins: Origins;
  /** Origin of the pages that a browser loads; the main server has them too. */
  readonly pages: string;
  close(): Promise<void>;
}

/** Starts the servers of one run. Both let pages of any origin ask. */
export async function startServers(conformance: string): Promise<Servers> {
  const files = pagesOf(conformance);
  const origins = { main: '', other: '' };
  const main = await start(origins, files);
  const other = await start(origins, {});
  const pages = await serve(({ path }) => files[path] ?? { status: 404 });
  origins.main = main.url;
  origins.other = other.url;
  return {
    origins,
    pages: pages.url,
    close: async () => {
      for (const server of [main, other, pages]) await server.close();
    },
  };
}

async function start(origins: Origins, files: Readonly<Record<string, Reply>>): Promise<FaultServer> {
  const seen = new Map<string, Recorded[]>();
  const inFlight = new Map<string, number>();
  const server: FaultServer = await serve(async (request) => {
    const [, name = '', ...rest] = request.path.split('/');
    if (request.method === 'OPTIONS') return allow(request);
    if (name === 'seen')
      return allowed({ body: { requests: seen.get(rest[0] ?? '') ?? [], aborted: server.aborted.count } });
    const known = CASES.find((one) => one.name === name);
    if (known === undefined) return files[request.path] ?? { status: 404 };
    const recorded = seen.get(name) ?? [];
    seen.set(name, recorded);
    const now = (inFlight.get(name) ?? 0) + 1;
    inFlight.set(name, now);
    const own = { ...request, path: `/${rest.join('/')}` };
    recorded.push({ ...own, inFlight: now });
    const { delay = 0, ...reply } = known.answer(own, recorded.length - 1, origins);
    await new Promise((resolve) => setTimeout(resolve, delay));
    inFlight.set(name, (inFlight.get(name) ?? 1) - 1);
    return allowed(reply);
  });
  return server;
}

/** Answers a preflight request. */
function allow({ headers }: SeenRequest): Reply {
  const asked = String(headers['access-control-request-headers'] ?? '');
  return allowed({ headers: { 'access-control-allow-headers': asked, 'access-control-allow-methods': 'GET, POST' } });
}

/** Error statuses are plain answers here, so that a page of another origin can read them too. */
function allowed({ fault, ...reply }: Reply): Reply {
  const permission = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Link, Retry-After' };
  if (typeof fault === 'object') {
    return { status: fault.status, headers: { ...permission, ...fault.headers }, body: { error: 'scripted' } };
  }
  if (fault === 'truncated') return { headers: permission, text: JSON.stringify(reply.body).slice(0, -5) };
  return { ...reply, headers: { ...permission, ...reply.headers }, fault };
}

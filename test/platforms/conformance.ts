import type { Context, Origins, Seen } from './case.ts';
import { CASES } from './cases.ts';

/**
 * Runs every case against the servers at hand and prints one line of JSON, a `Report`. The servers' origins come as the
 * last argument of the command, or as the query of the page or script.
 */
export interface Report {
  /** The platform, as it calls itself. */
  readonly platform: string;
  readonly results: readonly { readonly name: string; readonly error?: string }[];
  readonly facts: Readonly<Record<string, string>>;
}

interface Surroundings {
  readonly location?: { readonly search: string };
  readonly navigator?: { readonly userAgent?: string };
  readonly process?: { readonly argv: readonly string[] };
  addEventListener?(
    type: string,
    listener: (event: { readonly reason: unknown; preventDefault(): void }) => void,
  ): void;
}

const surroundings = globalThis as unknown as Surroundings;
const inBrowser = surroundings.process === undefined;
const text = surroundings.process?.argv.at(-1) ?? decodeURIComponent(surroundings.location?.search.slice(1) ?? '');
const origins = JSON.parse(text) as Origins;

const unhandled: unknown[] = [];
if (inBrowser || 'Deno' in globalThis) {
  surroundings.addEventListener?.('unhandledrejection', (event) => {
    event.preventDefault();
    unhandled.push(event.reason);
  });
} else process.on('unhandledRejection', (reason) => unhandled.push(reason));

const facts: Record<string, string> = {};

function contextOf(name: string): Context {
  const seen = (origin: string) => async (): Promise<Seen> =>
    (await (await fetch(`${origin}/seen/${name}`)).json()) as Seen;
  return {
    url: `${origins.main}/${name}`,
    other: `${origins.other}/${name}`,
    inBrowser,
    seen: seen(origins.main),
    seenByOther: seen(origins.other),
    fact: (key, value) => {
      facts[key] = value;
    },
  };
}

const results: { name: string; error?: string }[] = [];
for (const { name, run } of CASES) {
  try {
    await run(contextOf(name));
    results.push({ name });
  } catch (error) {
    results.push({ name, error: String(error) });
  }
}
const left = unhandled.map(String).join('; ');
results.push({ name: 'no-unhandled-rejection', ...(left === '' ? {} : { error: left }) });

const report: Report = { platform: surroundings.navigator?.userAgent ?? `Node.js/${process.version}`, results, facts };
console.log(JSON.stringify(report));

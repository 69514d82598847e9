import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { compile, shareRuntime } from '../support/compile.ts';
import { PAYLOADS } from '../support/hostile-payloads.ts';
import { documentWith } from '../support/hostile-slots.ts';

/** Slots that can all hold one text at a time, and be sent. */
const SENT = ['path parameter', 'query parameter', 'cookie parameter', 'property', 'form field'];
const NAMED = ['info.title', 'tag', 'operationId', 'schema', 'security scheme', 'discriminator value', 'extension'];
const TOLD = ['info.description', 'summary', 'operation description', 'tag description', 'parameter description'];
const TYPED = [
  'default',
  'example',
  'format',
  'pattern',
  'enum value',
  'enum varname',
  'const',
  'property description',
];
const SLOTS = [...SENT, ...NAMED, ...TOLD, ...TYPED];

/** Field names of HTTP are tokens (RFC 9110 section 5.6.2): `fetch` refuses all else. */
const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~\w-]+$/.test(text);
/** Half a surrogate pair is not a character: UTF-8 cannot encode it. Dots would name another resource. */
const isSendable = (text: string): boolean => text !== '' && !/\p{Cs}/u.test(text) && !/^\.{1,2}$/.test(text);
/** A path template cannot name these. */
const isTemplate = (text: string): boolean => !/[{}#?/]/.test(text);

let folder: string;
let canary = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-hostile-'));
  Object.assign(globalThis, { canary: () => ++canary });
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, 'canary');
  await rm(folder, { recursive: true, force: true });
});

type Method = (params: object) => Promise<unknown>;
type Client = Readonly<Record<string, Readonly<Record<string, Method>>>>;

/** Generates, bundles and imports a client whose requests are recorded. Returns undefined if the document is rejected. */
async function clientOf(payload: string, index: number): Promise<{ client: Client; sent: Request[] } | undefined> {
  const slots = [...SLOTS, ...(isToken(payload) ? ['header parameter'] : [])].filter(
    (slot) => slot !== 'path parameter' || isTemplate(payload),
  );
  const text = JSON.stringify(documentWith(slots, payload));
  const { files } = await generate({ document: { file: '/probe/api.json', text } });
  if (files.length === 0) return undefined;
  const root = join(folder, String(index));
  for (const file of files) {
    await mkdir(dirname(join(root, file.path)), { recursive: true });
    await writeFile(join(root, file.path), file.text);
  }
  const outfile = join(folder, `${index}.mjs`);
  await build({ entryPoints: [join(root, 'index.ts')], outfile, bundle: true, format: 'esm', logLevel: 'silent' });
  const module = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Record<string, unknown>;
  const sent: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    sent.push(new Request(input, init));
    return Response.json({ data: [] });
  };
  const Class = Object.entries(module).find(([name]) => /Client$/.test(name) && name !== 'createClient')?.[1];
  const config = {
    baseUrl: 'https://api.example',
    retry: false,
    fetch,
    auth: Object.fromEntries([[payload, 'secret']]),
  };
  return { client: new (Class as new (config: object) => Client)(config), sent };
}

/** Every way a parameter or body can be called in `params`, all with the payload as the value. */
function paramsOf(payload: string): object {
  const keys = ['', '_path', '_query', '_header', '_cookie'].map((suffix) => payload + suffix);
  const body = Object.fromEntries([[payload, payload]]);
  return Object.fromEntries([...keys.map((key) => [key, payload]), ['id', payload], ['body', body]]);
}

describe('a client of a hostile document', () => {
  let refused = 0;
  it.each(PAYLOADS.map((payload, index) => [JSON.stringify(payload), payload, index] as const))(
    'runs nothing of %s, and sends it unchanged',
    async (_, payload, index) => {
      const made = await clientOf(payload, index);
      expect(canary).toBe(0);
      if (made === undefined) {
        refused += 1;
        return;
      }
      const { client, sent } = made;
      for (const [property, group] of Object.entries(client)) {
        if (property === 'config' || property === 'state') continue;
        for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(group))) {
          if (name === 'constructor') continue;
          // A GET takes no body. Without a tag, the path names the group, so that the method is `list`.
          await group[name]?.(/^list(?:Things)?$/.test(name) ? {} : paramsOf(payload)).then(
            undefined,
            (error: Error) => {
              if (isSendable(payload)) throw error;
            },
          );
        }
      }
      expect(canary).toBe(0);
      if (!isSendable(payload)) return;
      const byPath = (start: string): Request | undefined =>
        sent.find(({ method, url }) => method === 'POST' && new URL(url).pathname.startsWith(start));
      const thing = byPath('/things/');
      const { pathname, searchParams } = new URL(thing?.url ?? '');
      expect(decodeURIComponent(pathname.slice('/things/'.length))).toBe(payload);
      expect(searchParams.getAll(payload)).toEqual([payload]);
      if (payload !== 'body') expect(await thing?.json()).toEqual(Object.fromEntries([[payload, payload]]));
      expect([...new URLSearchParams(await byPath('/form')?.text())]).toContainEqual([payload, payload]);
    },
  );

  it('is refused for few of these texts, and compiles for all others', async () => {
    expect(refused).toBeLessThan(PAYLOADS.length / 10);
    const clients = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
    expect(await compile(folder, '7', 'nodenext', await shareRuntime(folder, clients))).toBe('');
  });
});

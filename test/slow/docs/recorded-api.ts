import { mock } from '../../../src/tasks/mock.ts';
import { type Answer, listen, type RecordedRequest } from '../../support/http.ts';
import type { Project } from './project.ts';

interface Exchange {
  readonly request: RecordedRequest;
  readonly answer: Answer;
}

/** The API of a page's own document: a mock with few items, behind a server that notes what goes over the wire. */
export interface RecordedApi {
  readonly exchanges: readonly Exchange[];
  /** The origin as the page calls it. */
  named(origin: string): string;
  close(): Promise<void>;
}

const ORIGIN = 'https://api.example.com';

/** Writes the document into the project, with the recording server in place of `https://api.example.com`. */
export async function recordedApi(project: Project, path: string, document: string): Promise<RecordedApi> {
  const exchanges: Exchange[] = [];
  let target = '';
  const server = await listen(async (request) => {
    const { method, url, headers, body } = request;
    const sent = { ...(headers as Record<string, string>) };
    for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) delete sent[name];
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(target + url, { method, headers: sent, body: text });
    const here = (value: string): string => value.replaceAll(target, server.url);
    const answer: Answer = {
      status: response.status,
      headers: Object.fromEntries([...shownOf(response.headers)].map(([name, value]) => [name, here(value)])),
      body: JSON.parse(here(await response.text())),
    };
    exchanges.push({ request, answer });
    return answer;
  });
  await project.put(path, document.replaceAll(ORIGIN, server.url));
  const { api, diagnostics } = await mock({ document: path, cwd: project.folder, items: 5 });
  if (api === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  target = new URL(api.baseUrl).origin;
  return {
    exchanges,
    named: (origin) => (origin === server.url ? ORIGIN : origin),
    close: async () => {
      await server.close();
      await api.close();
    },
  };
}

const EVERYDAY =
  /^(?:host|connection|keep-alive|accept.*|user-agent|sec-.*|content-.*|transfer-encoding|date|vary|access-control-.*)$/;

function* shownOf(headers: Iterable<[string, string]>): Iterable<[string, string]> {
  for (const [name, value] of headers) if (!EVERYDAY.test(name)) yield [name, value];
}

/** Requests and answers as text, without the headers that every exchange has. */
export function transcript(exchanges: readonly Exchange[]): string {
  const origins = new RegExp(`http://${exchanges[0]?.request.headers.host}`, 'g');
  return exchanges.map(exchangeText).join('\n\n').replaceAll(origins, ORIGIN);
}

function exchangeText({ request, answer }: Exchange): string {
  const { method, url, headers, body } = request;
  const sent = [...shownOf(Object.entries(headers) as [string, string][])].map(headerText);
  const got = Object.entries(answer.headers ?? {}).map(headerText);
  return [
    `${method} ${url} HTTP/1.1`,
    ...sent,
    ...(body === undefined ? [] : ['', jsonText(body)]),
    '',
    `HTTP/1.1 ${answer.status}`,
    ...got,
    '',
    jsonText(answer.body),
  ].join('\n');
}

function headerText([name, value]: readonly [string, string]): string {
  return `${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${value}`;
}

/** JSON on as few lines as fit into 90 columns. */
function jsonText(value: unknown, indent = ''): string {
  const short = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (short.length + indent.length <= 90 || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + jsonText(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonText(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

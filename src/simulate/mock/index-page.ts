import { html } from 'hono/html';
import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { StyleName } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type ExampleCredentials, exampleCredentials } from './credentials.ts';
import { createExampleRequest, toCurl } from './example-request.ts';
import type { MockAnswer, MockRequest } from './exchange.ts';
import type { AnswerSources } from './plain-answer.ts';

export interface IndexSources {
  readonly baseUrl: string;
  /** Number of items in each list. */
  readonly items: number;
  readonly sources: AnswerSources;
  /** True if operations that declare credentials need them. */
  readonly needsAuth: boolean;
  /** Returns values of path parameters that lead to an item of a list. */
  valuesOf(operation: Operation): Readonly<Record<string, JsonValue>>;
}

const NO_CREDENTIALS: ExampleCredentials = { headers: {}, query: {} };

/** Lists the operations of an API, each with a command that calls it. */
export function createIndex(model: ApiModel, { baseUrl, items, sources, needsAuth, valuesOf }: IndexSources): ApiIndex {
  const operations = model.operations.map((operation) => {
    const { method, path, operationId, summary, strategies } = operation;
    const credentials = needsAuth ? exampleCredentials(operation, model.securitySchemes) : NO_CREDENTIALS;
    return {
      method,
      path,
      ...(operationId !== undefined && { operationId }),
      ...(summary !== undefined && { summary }),
      ...(strategies.length > 0 && { styles: strategies.map(({ style }) => style), items }),
      curl: toCurl(createExampleRequest(operation, sources, baseUrl, valuesOf(operation), credentials)),
    };
  });
  return { title: model.title, version: model.version, baseUrl, operations };
}

/** An operation on the index page. */
export interface IndexEntry {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  /** Styles and number of items of a list. */
  readonly styles?: readonly StyleName[];
  readonly items?: number;
  /** A command that calls the operation. */
  readonly curl: string;
}

export interface ApiIndex {
  readonly title: string;
  readonly version: string;
  readonly baseUrl: string;
  readonly operations: readonly IndexEntry[];
}

/** Answers with a page that lists the operations and how to call them: as HTML, or as JSON if the client prefers it. */
export function answerIndex(index: ApiIndex, { headers }: Pick<MockRequest, 'headers'>): MockAnswer {
  const accept = headers.get('accept') ?? '';
  if (/json/i.test(accept) && !/text\/html/i.test(accept)) return { status: 200, headers: {}, body: index };
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, text: String(render(index)) };
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  h1 { font-size: 1.5rem; }
  li { border-top: 1px solid #8886; list-style: none; padding: 0.75rem 0; }
  ul { padding: 0; }
  p { margin: 0.25rem 0; }
  pre { background: #8882; margin: 0.25rem 0; overflow-x: auto; padding: 0.5rem; }
  .method { display: inline-block; font-weight: bold; min-width: 4.5rem; }
  .note { color: #777; }
`;

function render({ title, version, baseUrl, operations }: ApiIndex): ReturnType<typeof html> {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: mock</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title} ${version}: mock</h1>
<p>Clients take <code>${baseUrl}</code> as their base URL. Send <code>Accept: application/json</code> to get this page as JSON.</p>
<ul>
${operations.map(renderEntry)}
</ul>
</body>
</html>
`;
}

function renderEntry({ method, path, operationId, summary, styles, items, curl }: IndexEntry): ReturnType<typeof html> {
  const list = styles === undefined ? '' : `list of ${items} items, ${styles.join(', ')}`;
  const note = [operationId, list].filter((part) => part).join(' · ');
  return html`<li>
<p><code><span class="method">${method}</span> ${path}</code> ${summary ?? ''}</p>
<p class="note">${note}</p>
<pre>${curl}</pre>
</li>
`;
}

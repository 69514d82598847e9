import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ListCall, listCall, type UntypedList } from '../../src/client/evaluate/list-call.ts';
import { plan } from '../../src/client/plan/plan.ts';
import type { ApiModel } from '../../src/model/api.ts';
import { createSimulatedApi, simulate } from '../../src/simulate/explain/simulate.ts';
import { openDocument } from '../../src/tasks/open-document.ts';
import { verify } from '../../src/tasks/verify.ts';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { type Answer, type LocalServer, listen, type RecordedRequest } from '../support/http.ts';
import { runs, walkOn } from '../support/properties.ts';

/** An item of the lists that forms are tried on. */
export interface Item {
  readonly id: string;
  /** Grows with the place in the list, from 1. */
  readonly rank: number;
}

/** One form of pagination in public use: the operation that has it, and a server that behaves so. */
export interface Form {
  /** The heading in docs/forms.md below which the annotation is. */
  readonly name: string;
  readonly method?: 'get' | 'post';
  /** Default: `/things`. */
  readonly path?: string;
  /** Query parameters by name, with their schemas; or whole parameter objects. */
  readonly parameters?: Readonly<Record<string, object>>;
  /** Schema of the JSON request body. */
  readonly body?: object;
  readonly status?: number;
  /** Schema of the response; `#/components/schemas/Item` is an item. */
  readonly schema: object;
  /** Response headers, with their schemas. */
  readonly headers?: Readonly<Record<string, object>>;
  /** Members of the operation and the document besides these. */
  readonly operation?: object;
  readonly document?: object;
  /** Other paths of the document. */
  readonly paths?: object;
  /** Parameters of every call. */
  readonly params?: object;
  /** Returns a page of the list, as a server with this form does. `size` is the page size of the server. */
  readonly serve: (items: readonly Item[], request: RecordedRequest, size: number) => Answer;
  /** Why the mock does not behave so. */
  readonly withoutMock?: string;
  /** Returns the item in a value that the walk returns. Default: the value itself. */
  readonly itemOf?: (value: unknown) => unknown;
  /** The server keeps the position. */
  readonly cannotResume?: true;
  /** Positions, limits and totals count groups of items, and so does verify. */
  readonly countsGroups?: true;
  /** Why verify cannot find it in order. */
  readonly withoutVerify?: string;
  /** The annotation declares the way back. */
  readonly leadsBack?: boolean;
}

export const item = { $ref: '#/components/schemas/Item' };
export const items = { type: 'array', items: item };

/** Returns the schema of an object. Names that begin with `!` are required. */
export function object(properties: Readonly<Record<string, object>>): object {
  const required = Object.keys(properties).filter((name) => name.startsWith('!'));
  const all = Object.entries(properties).map(([name, schema]) => [name.replace(/^!/, ''), schema]);
  return {
    type: 'object',
    ...(required.length > 0 && { required: required.map((name) => name.slice(1)) }),
    properties: Object.fromEntries(all),
  };
}

/** Returns the items from an index on, and whether there are more. */
export function slice(all: readonly Item[], start: number, size: number) {
  return { page: all.slice(start, start + size), next: start + size, hasMore: start + size < all.length };
}

const page = readFileSync(join(import.meta.dirname, '../../docs/forms.md'), 'utf8');

type Page = Awaited<ReturnType<UntypedList['first']>>;

/** Returns the annotation below a heading of docs/forms.md. */
function annotationOf(name: string): unknown {
  const section = page.split(/^### /m).find((text) => text.startsWith(`${name}\n`));
  const block = /```yaml form\n([\s\S]*?)\n```/.exec(section ?? '')?.[1];
  if (block === undefined) throw new Error(`docs/forms.md has no annotation below the heading ${name}`);
  return parse(block);
}

function documentOf(form: Form): object {
  const {
    method = 'get',
    path = '/things',
    parameters = {},
    body,
    status = 200,
    schema,
    headers,
    operation,
    document,
    paths,
  } = form;
  const list = {
    operationId: 'listThings',
    parameters: Object.entries(parameters).map(([name, value]) =>
      'in' in value ? { name, ...value } : { name, in: 'query', schema: value },
    ),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    'x-pagination': annotationOf(form.name),
    responses: {
      [status]: {
        description: 'One page.',
        ...(headers && {
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { schema: value }])),
        }),
        content: { 'application/json': { schema } },
      },
    },
    ...operation,
  };
  const one = object({ '!id': { type: 'string' }, '!rank': { type: 'integer' } });
  return {
    openapi: '3.1.0',
    info: { title: form.name, version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { [path]: { [method]: list }, ...paths },
    components: { schemas: { Item: one } },
    ...document,
  };
}

/** Returns a list of this length. */
export function thingsOf(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({ id: `t${index + 1}`, rank: index + 1 }));
}

/**
 * Tests a form: the annotation of the page verifies, every walk returns the whole list, a walk resumes after any item,
 * `verify` finds nothing against the server, and the mock serves the list in the same form.
 */
export function testForm(form: Form): void {
  describe(form.name, () => {
    let all: readonly Item[] = [];
    let size = 5;
    let server: LocalServer;
    let model: ApiModel;
    let call: ListCall;
    const { params = {} } = form;
    const text = JSON.stringify(documentOf(form));

    beforeAll(async () => {
      server = await listen((request) => form.serve(all, request, size));
      const opened = await openDocument({ document: { file: '/form.json', text } });
      expect(opened.locate().map(({ severity, message }) => `${severity}: ${message}`)).toEqual([]);
      if (opened.model === undefined) throw new Error('the document cannot be read');
      model = opened.model;
      const operations = plan(model, { importExtension: 'js' }, () => {}).groups.flatMap((group) => group.operations);
      call = listCall(operations.find(({ functionName }) => functionName === 'listThings') ?? expect.fail());
    });
    afterAll(() => server.close());

    it('returns the whole list, and resumes after any item', async () => {
      const stops = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 });
      const settings = { count: fc.integer({ min: 0, max: 23 }), pageSize: fc.integer({ min: 1, max: 8 }), stops };
      await fc.assert(
        fc.asyncProperty(fc.record(settings), async (given) => {
          all = thingsOf(given.count);
          size = given.pageSize;
          const start = (resume: Checkpoint | undefined) => call(params, { resume }, { baseUrl: server.url });
          const stops = form.cannotResume ? [] : given.stops;
          const walked = await walkOn(start, { stops });
          expect(walked.map(form.itemOf ?? ((value) => value))).toEqual(all);
        }),
        runs(20),
      );
    });

    it.skipIf(!form.leadsBack)('leads back to each page, and to the start', async () => {
      all = thingsOf(23);
      size = 5;
      const pages: Page[] = [];
      for await (const page of call(params, {}, { baseUrl: server.url }).pages()) pages.push(page);
      for (let page = pages.pop(); page !== undefined; page = pages.pop()) {
        expect(page.hasPrevious).toBe(pages.length > 0);
        if (page.hasPrevious) expect((await page.previous()).items).toEqual(pages.at(-1)?.items);
      }
    });

    it.skipIf(form.withoutVerify)('verify finds nothing', async () => {
      size = 5;
      for (const count of [0, 4, 23]) {
        all = thingsOf(count);
        const params = { listThings: { ...form.params } };
        const result = await verify({ document: { file: '/form.json', text }, baseUrl: server.url, params });
        expect(result.findings.map(({ message }) => message)).toEqual([]);
        expect(result.checked.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'wrong'))).toEqual([]);
        if (count === 23 && !form.countsGroups) expect(result.checked[0]?.items).toBe(count);
      }
    });

    it.skipIf(form.withoutMock)('the mock serves it', async () => {
      for (const total of [0, 1, 20, 47]) {
        const api = createSimulatedApi(model, total);
        const { strategies } = model.operations.find(({ operationId }) => operationId === 'listThings') ?? {};
        const result = await simulate(api, { call, params, strategy: strategies?.[0]?.name ?? '' });
        expect(result).toMatchObject({ outcome: 'complete', items: total });
      }
    });
  });
}

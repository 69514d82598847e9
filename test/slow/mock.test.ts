import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callParams, listCall } from '../../src/client/evaluate/list-call.ts';
import type { OperationPlan } from '../../src/client/plan/operation-plan.ts';
import { plan } from '../../src/client/plan/plan.ts';
import type { ApiModel } from '../../src/model/api.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { JsonValue } from '../../src/shared/json.ts';
import { createSimulatedApi, simulate } from '../../src/simulate/explain/simulate.ts';
import { createMock, type Mock } from '../../src/simulate/mock/create-mock.ts';
import type { Faults } from '../../src/simulate/mock/faults.ts';
import { serverPath } from '../../src/simulate/mock/routes.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { type RunningMock, serveMock } from '../../src/simulate/mock/serve.ts';
import { generate } from '../../src/tasks/generate.ts';
import { openDocument } from '../../src/tasks/open-document.ts';
import type { ClientCore, ClientOptions } from '../../templates/runtime/client.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';

/** The part of a generated client that the test uses. */
interface Client {
  readonly createClient: (config: ClientOptions & { auth?: object; budgets?: false }) => ClientCore;
  readonly [list: string]: unknown;
}
type List = (client: ClientCore, params: object, options: PositionListOptions) => Paginator<JsonValue>;

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));
const DOCUMENTS = [
  'close.yaml',
  'places.yaml',
  ...readdirSync(join(SPECS, 'fixtures')).map((name) => `fixtures/${name}`),
].filter((name) => name.endsWith('.yaml') && /x-pagination:(?! false)/.test(readFileSync(join(SPECS, name), 'utf8')));

let folder: string;
const running: RunningMock[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-mock-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function generated(name: string): Promise<Client> {
  const { files, diagnostics } = await generate({ document: join(SPECS, name) });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const own = join(folder, name.replace(/\W/g, '-'));
  for (const { path, text } of files) {
    await mkdir(dirname(join(own, path)), { recursive: true });
    await writeFile(join(own, path), text);
  }
  return (await import(/* @vite-ignore */ pathToFileURL(join(own, 'index.ts')).href)) as Client;
}

async function read(name: string): Promise<{ model: ApiModel; lists: readonly OperationPlan[] }> {
  const { model } = await openDocument({ document: join(SPECS, name) });
  if (model === undefined) throw new Error(`${name} cannot be read`);
  const { groups } = plan(model, { importExtension: 'js' }, () => {});
  return {
    model,
    lists: groups.flatMap(({ operations }) => operations).filter(({ strategies }) => strategies.length > 0),
  };
}

async function serve(
  model: ApiModel,
  items: number,
  faults: Faults = {},
): Promise<{ mock: Mock; baseUrl: string; refused: string[]; answered: { count: number } }> {
  const mock = createMock(model, { items, faults, sample: await createSampler(model.schemas, 1) });
  const refused: string[] = [];
  const answered = { count: 0 };
  const server = await serveMock(mock, {
    host: '127.0.0.1',
    port: 0,
    onAnswer({ status, path, reason }) {
      answered.count++;
      if (status === 400) refused.push(`${path}: ${reason}`);
    },
  });
  running.push(server);
  const [first] = model.servers;
  return { mock, refused, answered, baseUrl: server.origin + (first === undefined ? '' : serverPath(first)) };
}

interface Walked {
  readonly items: JsonValue[];
  readonly error: { readonly name: string; readonly message: string } | undefined;
}

async function walk(items: AsyncIterable<JsonValue>): Promise<Walked> {
  const collected: JsonValue[] = [];
  try {
    for await (const item of items) collected.push(item);
    return { items: collected, error: undefined };
  } catch (error) {
    return { items: collected, error: error as Error };
  }
}

function dataOf(mock: Mock, operation: Operation): JsonValue[] {
  const data = mock.data(operation);
  return Array.from({ length: data?.total ?? 0 }, (_, index) => data?.item(index) ?? null);
}

describe.each(DOCUMENTS)('the client of %s', (name) => {
  it('returns the items of the mock, each item once and in order, as `explain` says', {
    timeout: 120_000,
  }, async () => {
    const { model, lists } = await read(name);
    expect(lists).not.toEqual([]);
    const client = await generated(name);
    const auth = Object.fromEntries(model.securitySchemes.map((scheme) => [scheme.name, 'secret']));
    for (const items of [0, 1, 20, 47, 1130]) {
      const { mock, baseUrl, refused, answered } = await serve(model, items);
      for (const operation of lists) {
        for (const strategy of operation.strategies) {
          const params = callParams(operation, strategy, items > 1000 ? strategy.limits.maxLimit : undefined);
          const core = client.createClient({ baseUrl, auth, retry: false, budgets: false });
          const paginator = (client[operation.functionName] as List)(core, params, { strategy: strategy.name });
          const { reachable = items } = paginator.plan();
          const before = answered.count;
          const walked = await walk(paginator);
          const where = `${operation.functionName} by ${strategy.name}, ${items} items`;
          const all = dataOf(mock, operation.source);
          expect(walked.items.length, `${where}: ${walked.error?.message}`).toBe(Math.min(items, reachable));
          expect(walked.items, where).toEqual(all.slice(0, reachable));
          expect(walked.error?.name, where).toBe(reachable < items ? 'PaginationCeilingError' : undefined);
          expect(refused, where).toEqual([]);
          // `explain` describes the walk exactly as the generated client runs it.
          const call = listCall(operation);
          const simulated = await simulate(createSimulatedApi(model, items), { call, params, strategy: strategy.name });
          expect(simulated, where).toMatchObject({
            items: walked.items.length,
            requests: answered.count - before,
            outcome: walked.error === undefined ? 'complete' : 'ceiling',
          });
        }
      }
    }
  });
});

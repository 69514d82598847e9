import { fileURLToPath } from 'node:url';
import type { ApiModel } from '../../src/model/api.ts';
import type { JsonValue } from '../../src/shared/json.ts';
import { createMock, type Mock } from '../../src/simulate/mock/create-mock.ts';
import type { MockAnswer } from '../../src/simulate/mock/exchange.ts';
import type { Faults } from '../../src/simulate/mock/faults.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

export const SPECS = new URL('../../specs/', import.meta.url);

export interface Settings {
  readonly items?: number;
  readonly seed?: number;
  readonly faults?: Faults;
}

export type Ask = (path: string, body?: JsonValue, headers?: Readonly<Record<string, string>>) => MockAnswer;

/** The model of a document below `specs/`. */
export async function modelOf(document: string): Promise<ApiModel> {
  const { model } = await openDocument({ document: fileURLToPath(new URL(document, SPECS)) });
  if (model === undefined) throw new Error(`${document} cannot be read`);
  return model;
}

/** Asks a mock in memory: GET, or POST if there is a body. Returns the body as clients receive it. */
export async function mocked(document: string, { items = 60, seed = 1, faults = {} }: Settings = {}): Promise<Ask> {
  const model = await modelOf(document);
  return asking(createMock(model, { items, faults, sample: await createSampler(model.schemas, seed) }));
}

/** Asks a mock of a document's text, whose items are all this sample. */
export async function mockedText(text: string, items: number, sample: JsonValue = 'item'): Promise<Ask> {
  const { model } = await openDocument({ document: { file: '/api.yaml', text } });
  if (model === undefined) throw new Error('the document cannot be read');
  return asking(createMock(model, { items, faults: {}, sample: () => sample }));
}

function asking(mock: Mock): Ask {
  return (path, body, headers) => {
    const answer = mock.answer({
      method: body === undefined ? 'GET' : 'POST',
      url: new URL(path, 'http://mock.test'),
      headers: new Headers(headers),
      body,
    });
    return answer.body === undefined ? answer : { ...answer, body: JSON.parse(JSON.stringify(answer.body)) };
  };
}

import { expect, it } from 'vitest';
import { surfaceChanges } from '../../src/output/surface-changes.ts';

const before = `import { call } from '../runtime/call.js';

/** Parameters. */
export interface LeadsListParams {
  limit?: number | undefined;
}

const listOperation = { path: '/leads' };

/** Lists. */
export function leadsList(client: ClientCore, params: LeadsListParams = {}): Call<Lead[]> {
  return call(client, listOperation, params);
}

export type Gone = string;

export class LeadsOperations {
  readonly #client: ClientCore;

  list(params: LeadsListParams = {}): Call<Lead[]> {
    return leadsList(this.#client, params);
  }
}
`;

it('are the exported names that come, go, or are declared in other words', () => {
  const after = `${before
    .replace('limit?: number | undefined', 'limit: number')
    .replace(/export type Gone.*\n/, '')
    .replaceAll('params: LeadsListParams = {}', 'params: LeadsListParams')}
export type New = string;
`;
  expect(surfaceChanges([{ path: 'operations/leads.ts', before, after }])).toEqual([
    { kind: 'removed', name: 'Gone' },
    { kind: 'changed', name: 'LeadsListParams' },
    { kind: 'changed', name: 'LeadsOperations' },
    { kind: 'changed', name: 'leadsList' },
    { kind: 'added', name: 'New' },
  ]);
});

it('are not what only the inside of a file knows: comments, bodies, constants, private members', () => {
  const after = before
    .replace('/** Lists. */', '/** Lists all of them. */')
    .replace("'/leads'", "'/lead'")
    .replaceAll('#client', '#core')
    .replace('return call(client, listOperation, params);', 'return call(client, listOperation, { ...params });');
  expect(surfaceChanges([{ path: 'operations/leads.ts', before, after }])).toEqual([]);
});

it('are none if a declaration moves to another file, or the runtime changes', () => {
  const type = 'export type A = string;\n';
  expect(
    surfaceChanges([
      { path: 'operations/a.ts', before: type },
      { path: 'operations/b.ts', after: type },
      { path: 'runtime/call.ts', before: type, after: 'export type B = string;\n' },
      { path: 'README.md', before: type },
    ]),
  ).toEqual([]);
});

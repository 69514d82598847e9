import { describe, expect, it } from 'vitest';
import type { OperationModel } from '../../src/annotation/annotation.ts';
import { xPagination } from '../../src/annotation/x-pagination/x-pagination.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import type { Located } from '../../src/shared/json.ts';

const at = (value: unknown, pointer: string): Located => ({ value, location: { file: 'f', pointer } });

/** Our own annotation says all by itself: the operation is not looked at. */
const model = {} as OperationModel;

function read(annotation: unknown, shared: unknown = {}) {
  const diagnostics: Diagnostic[] = [];
  const root = at({ components: { 'x-pagination': shared } }, '');
  const open = xPagination.open({
    root,
    follow: () => undefined,
    report: (found) => diagnostics.push(found),
    nodeAt: () => undefined,
    keys: new Set(),
  });
  return { annotation: open(at(annotation, '/op'), model), diagnostics };
}

describe('x-pagination', () => {
  it('is absent if the operation does not have it', () => {
    expect(read({}).annotation).toBeUndefined();
  });

  it('is declined by false', () => {
    expect(read({ 'x-pagination': false }).annotation).toEqual({ declined: true, strategies: [] });
  });

  it('keeps where each value was written, inherited or not', () => {
    const shared = { base: { style: 'page', request: { page: 'p', limit: 'l' } } };
    const { annotation, diagnostics } = read({ 'x-pagination': { extends: 'base', request: { limit: 'n' } } }, shared);
    expect(diagnostics).toEqual([]);
    const [strategy] = annotation?.strategies ?? [];
    expect(strategy?.location.pointer).toBe('/op/x-pagination');
    expect(strategy?.fields.get('style')?.location.pointer).toBe('/components/x-pagination/base/style');
    const request = strategy?.groups.get('request');
    expect(request?.location.pointer).toBe('/op/x-pagination/request');
    expect([...(request?.fields ?? [])].map(([key, { value, location }]) => [key, value, location.pointer])).toEqual([
      ['page', 'p', '/components/x-pagination/base/request/page'],
      ['limit', 'n', '/op/x-pagination/request/limit'],
    ]);
  });

  it('reports the invalid fields of a strategy and reads the others', () => {
    const { annotation, diagnostics } = read({
      'x-pagination': [
        { style: 'nope' },
        { style: 'page', request: { pag: 'p', limit: 5 } },
        { style: 'page', request: { page: 'p' } },
      ],
    });
    expect(annotation?.strategies.map(({ faults }) => [...(faults ?? [])])).toEqual([
      ['style'],
      ['request.page', 'request.limit'],
      [],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'pagination-unknown-style',
      'pagination-unknown-key',
      'pagination-wrong-type',
    ]);
  });

  it('knows only what the document itself has: no inherited names', () => {
    expect(read({ 'x-pagination': 'constructor' }).diagnostics.map(({ code }) => code)).toEqual([
      'pagination-unknown-strategy',
    ]);
  });

  it('leaves extensions of others inside it alone', () => {
    expect(read({ 'x-pagination': { style: 'page', 'x-note': 1, request: { 'x-note': 2 } } }).diagnostics).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/model/operation.ts';
import { parseSelector } from '../../src/model/select-operations.ts';

const operation: Operation = {
  operationId: 'listLeads',
  method: 'GET',
  path: '/lead/{id}/note.json',
  tags: ['Leads', 'C++ (old)'],
  deprecated: false,
  parameters: [],
  responses: [],
  security: [],
  strategies: [],
  location: { file: 'api.yaml', pointer: '' },
};

describe('parseSelector', () => {
  it.each([
    ['tag:Leads', true],
    ['tag:leads', false],
    ['tag:Lead', false],
    ['tag:C++ (old)', true],
    ['tag:C*', true],
    ['operation:listLeads', true],
    ['operation:list*', true],
    ['operation:GET /lead/*', true],
    ['operation:POST *', false],
    ['path:/lead/{id}/note.json', true],
    ['path:/lead/*/note.json', true],
    ['path:/lead/*', false],
    ['path:/lead/**', true],
    ['path:/lead/{id}/notexjson', false],
  ])('%s', (text, expected) => {
    expect(parseSelector(text)?.matches(operation)).toBe(expected);
  });

  it.each(['Leads', 'tag:', 'tags:Leads', ':x', ''])('%j is none', (text) => {
    expect(parseSelector(text)).toBeUndefined();
  });

  it('has no name of an operation without operationId but its method and path', () => {
    const { operationId: _, ...anonymous } = operation;
    expect(parseSelector('operation:*')?.matches(anonymous)).toBe(true);
    expect(parseSelector('operation:undefined')?.matches(anonymous)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { planResult } from '../../../src/client/plan/result.ts';
import { json, operation, string } from '../../support/model.ts';

const location = { file: 'api.yaml', pointer: '' };

function resultOf(...mediaTypes: string[]) {
  const content = mediaTypes.map((mediaType) => json(string, mediaType));
  return planResult(operation({ responses: [{ status: '200', content, headers: [], location }] }), new Map());
}

/** The field names the media types that the document declares: some APIs answer 406 to anything else. */
describe('the Accept field', () => {
  it.each([
    ['plain JSON, the default', ['application/json'], undefined],
    ['JSON of its own kind', ['application/vnd.api+json'], 'application/vnd.api+json'],
    ['JSON before what is no JSON', ['text/csv', 'application/hal+json'], 'application/hal+json'],
    ['a file', ['application/pdf'], 'application/pdf'],
    ['text', ['text/csv'], 'text/csv'],
    ['a range is left to the reader', ['image/*'], undefined],
    ['what is no media type is left out', ['application/json\r\nX-Evil: 1'], undefined],
  ])('%s', (_, mediaTypes, expected) => {
    expect(resultOf(...mediaTypes).accept).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { bodySchema } from '../../../src/client/plan/request-body.ts';
import { json, objectOf, schema, string } from '../../support/model.ts';

const object = objectOf({ a: string });

describe('what the caller supplies as a body', () => {
  it.each([
    ['application/json', object, 'object'],
    ['application/x-www-form-urlencoded', object, 'object'],
    ['multipart/form-data', object, 'object'],
    // These are sent as they are given: an object would go out as "[object Object]".
    ['application/xml', object, 'string'],
    ['application/soap+xml', object, 'string'],
    ['text/plain', object, 'string'],
    ['text/plain', schema({ kind: 'enum', values: ['a'] }), 'enum'],
    ['text/plain', schema({ kind: 'integer' }), 'integer'],
    ['application/octet-stream', object, 'binary'],
    ['application/octet-stream', string, 'binary'],
    ['image/png', schema({ kind: 'binary' }), 'binary'],
  ] as const)('%s of %o is %s', (mediaType, described, kind) => {
    expect(bodySchema(json(described, mediaType), new Map()).kind).toBe(kind);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDates } from '../../templates/runtime/dates.js';
import type { Dates } from '../../templates/runtime/operation.js';
import { asDeepObject } from '../../templates/runtime/parameters/styled-query.js';
import { type BodyWriter, formBody, multipartBody } from '../../templates/runtime/transport/bodies.js';
import { runs } from '../support/properties.ts';

/** Laws of bodies: what a form sends comes back, and reading dates changes nothing else. */

// Readers of forms turn line breaks into CRLF, and browsers halves of surrogate pairs into U+FFFD.
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((value) => value.replace(/[\r\n]/g, ' ').replace(/\p{Cs}/gu, ' '));
const name = text.filter((value) => value !== '' && value !== '__proto__');
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const record = fc.dictionary(name, scalar, { maxKeys: 3, noNullPrototype: true });
const field = fc.oneof(scalar, fc.constant(null), record, fc.array(fc.oneof(scalar, record), { maxLength: 4 }));
const form = fc.dictionary(name, field, { maxKeys: 5, noNullPrototype: true });

/** The pairs of a form (OpenAPI 3.1.1, Encoding Object): one for each element, objects as JSON. */
function pairsOf(fields: Readonly<Record<string, unknown>>): [string, string][] {
  const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return Object.entries(fields).flatMap(([key, value]) =>
    [value].flat().flatMap((item): [string, string][] => (item === null ? [] : [[key, textOf(item)]])),
  );
}

async function received(write: BodyWriter, fields: object): Promise<[string, File | string][]> {
  const { body, contentType } = write(fields);
  const sent = new Response(body, contentType === undefined ? {} : { headers: { 'content-type': contentType } });
  return [...(await sent.formData())];
}

describe('a form', () => {
  it.each([
    ['multipart/form-data', multipartBody()],
    ['application/x-www-form-urlencoded', formBody()],
  ])('comes back as it was sent: %s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(form, async (fields) => {
        fc.pre(pairsOf(fields).length > 0);
        expect(await received(write, fields)).toEqual(pairsOf(fields));
      }),
      runs(150),
    );
  });

  it('sends files with their bytes, type and name', async () => {
    const file = fc.record({
      bytes: fc.uint8Array({ maxLength: 20 }),
      name: name.filter((value) => !value.includes('"')),
    });
    await fc.assert(
      fc.asyncProperty(name, fc.array(file, { minLength: 1, maxLength: 3 }), async (key, files) => {
        const sent = files.map(({ bytes, name: own }) => new File([new Uint8Array(bytes)], own, { type: 'image/png' }));
        const back = await received(multipartBody(), { [key]: sent });
        const found = await Promise.all(
          back.map(async ([partName, part]) => {
            if (typeof part === 'string') return part;
            return [partName, part.name, part.type, [...new Uint8Array(await part.arrayBuffer())]];
          }),
        );
        expect(found).toEqual(files.map(({ bytes, name: own }) => [key, own, 'image/png', [...bytes]]));
      }),
      runs(60),
    );
  });
});

it('a deepObject parameter tells each value from the others by its path', () => {
  const key = fc.stringMatching(/^[a-z]{1,4}$/);
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  const leaves = (path: string, inner: unknown): [string, unknown][] =>
    typeof inner === 'object' && inner !== null
      ? Object.entries(inner).flatMap(([own, each]) => leaves(`${path}[${own}]`, each))
      : [[path, inner]];
  fc.assert(
    fc.property(value, (given) => {
      const query: string[] = [];
      asDeepObject(
        { operation: 'x', path: '/', query, headers: new Headers() },
        { name: 'f', in: asDeepObject },
        given,
      );
      expect([...new URLSearchParams(query.join('&'))]).toEqual(leaves('f', given));
    }),
    runs(300),
  );
});

describe('reading dates', () => {
  const time = fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const json = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(time, text, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), tie('json'), { maxKeys: 3 }),
    ),
  })).json;
  const places = fc.letrec<{ places: Dates }>((tie) => ({
    places: fc.oneof(
      { depthSize: 'small' },
      fc.constant<Dates>('date'),
      tie('places').map(
        (inner): Dates =>
          () =>
            inner,
      ),
      tie('places').map((inner): Dates => [inner]),
      fc
        .tuple(fc.dictionary(fc.constantFrom('a', 'b', '0', '__proto__'), tie('places')), fc.option(tie('places')))
        .map(([members, others]): Dates => ({ members, ...(others && { others, except: ['c'] }) })),
      fc.array(tie('places'), { maxLength: 2 }).map((all): Dates => ({ all })),
      fc.dictionary(text, tie('places'), { maxKeys: 2 }).map((by): Dates => ({ tag: 'a', by })),
    ),
  })).places;

  it('changes nothing but times, and leaves the value alone', () => {
    fc.assert(
      fc.property(json, places, (value, dates) => {
        const before = JSON.stringify(value);
        expect(JSON.stringify(withDates(value, dates))).toBe(before);
        expect(JSON.stringify(value)).toBe(before);
      }),
      runs(500),
    );
  });

  it('finds each time at a declared place', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: time, other: json })), (list) => {
        const dates: Dates = { members: { list: [{ members: { at: 'date' } }] } };
        const expected = list.map(({ at, other }) => ({ at: new Date(at), other }));
        expect(withDates({ list }, dates)).toEqual({ list: expected });
      }),
      runs(100),
    );
  });
});

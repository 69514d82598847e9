import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, listRows, rows, STYLES, withLimit } from '../support/lists.ts';
import { asked, behaviour, lookahead, optionsFor, runs } from '../support/properties.ts';

let answer: (request: SeenRequest, index: number) => Reply = () => ({ status: 500 });
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
});
afterAll(() => server.close());

describe('a walk returns the data set, each item once and in order', () => {
  test.each(STYLES)('%s, for any page sizes, caps and lookahead', async (kind) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        behaviour,
        asked,
        lookahead,
        async (count, how, limit, ahead) => {
          const all = rows(count);
          answer = (request) => answerList(all, how, request);
          const walk = listRows(server.url, kind, withLimit(kind, limit), optionsFor(kind, ahead));
          expect(await collect(walk)).toEqual(all);
        },
      ),
      runs(60),
    );
  });
});

import { call } from '../../../templates/runtime/call.js';
import { ClientCore, type ClientOptions } from '../../../templates/runtime/client.js';
import { asInteger } from '../../../templates/runtime/fields/convert.js';
import { responseHeader } from '../../../templates/runtime/fields/response-header.js';
import { PaginationOriginError, PaginationProtocolError } from '../../../templates/runtime/paginator/errors.js';
import { type Paginator, paginate } from '../../../templates/runtime/paginator/paginate.js';
import { linkHeader } from '../../../templates/runtime/styles/link-header.js';
import { apiKeyInHeader } from '../../../templates/runtime/transport/credentials.js';
import { answerList, collect, listRows, operationOf, rows, strategyOf } from '../../support/lists.ts';
import { type Case, type Context, ensure, failure, same } from '../case.ts';

const ALL = rows(15);
const SECRETS = /secret|private/;

type Secrets = ClientOptions & { readonly auth?: object };
const WITH_SECRETS: Secrets = { auth: { key: 'secret' }, headers: { 'X-Mine': 'private' }, retry: false };

const schemes = { key: apiKeyInHeader('X-Api-Key') };

/** A list whose next link leads to the other origin. */
function listAway(url: string, config: Secrets): Paginator<unknown> {
  const client = new ClientCore({ baseUrl: url, schemes }, { ...WITH_SECRETS, ...config });
  const operation = { name: 'listAway', method: 'GET', path: '/next', security: [['key']] };
  return paginate<unknown, unknown>(client, operation, {}, {}, [strategyOf('next')]);
}

const guard: Case = {
  name: 'origin-guard',
  answer: (request, _, origins) => answerList(ALL, {}, request, `${origins.other}/origin-guard`),
  async run({ url, other, seenByOther }) {
    const error = await failure(collect(listAway(url, {})));
    ensure(error instanceof PaginationOriginError && error.delivered === 10, `guard: ${error}`);
    same((await seenByOther()).requests, [], 'requests to the other origin');

    const allowedOrigins = [new URL(other).origin];
    same(await collect(listAway(url, { allowedOrigins })), ALL, 'items over an allowed origin');
    const { requests } = await seenByOther();
    same(requests.length, 1, 'requests to the allowed origin');
    ensure(!SECRETS.test(JSON.stringify(requests)), 'the allowed origin saw secrets');
  },
};

/** Calls an operation that redirects. Returns the code of the failure, or undefined if it succeeds. */
async function redirected(url: string, path: string, secrets: boolean): Promise<string | undefined> {
  const client = new ClientCore({ baseUrl: url, schemes }, secrets ? WITH_SECRETS : { retry: false });
  const operation = { name: 'redirected', method: 'GET', path, ...(secrets && { security: [['key']] }) };
  return call(client, operation, {}, {}).then(
    (body) => same(body, { arrived: true }, 'body') as undefined,
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
}

const redirects: Case = {
  name: 'redirects',
  answer: ({ path }, _, origins) => {
    const target = { '/away': `${origins.other}/redirects/arrived`, '/near': `${origins.main}/redirects/arrived` }[
      path
    ];
    return target === undefined
      ? { body: { arrived: true } }
      : { status: 307, headers: { location: target }, body: {} };
  },
  async run({ url, fact, inBrowser, seenByOther }) {
    const outcomes = [await redirected(url, '/away', true), await redirected(url, '/near', true)];
    const { requests } = await seenByOther();
    ensure(!SECRETS.test(JSON.stringify(requests)), 'the other origin saw secrets');
    const refused = inBrowser ? 'REDIRECT_REFUSED' : undefined;
    same(outcomes, [refused, refused], 'redirects with credentials');
    same(requests.length, inBrowser ? 0 : 1, 'requests to the other origin');
    const word = (outcome: string | undefined, done: string): string =>
      outcome === undefined ? done : `refused: \`${outcome}\``;
    fact('redirect to another origin, with credentials', word(outcomes[0], 'followed without credentials'));
    fact('redirect within the origin, with credentials', word(outcomes[1], 'followed with credentials'));
    const open = await redirected(url, '/away', false);
    same(open, undefined, 'redirect without credentials');
    fact('redirect without credentials', word(open, 'followed'));
  },
};

/** An API that does not expose `Link`: in a browser that looks like the end of the list. */
const hidden = (name: string, exposed: string, walked: (context: Context) => boolean): Case => ({
  name,
  answer: (request, _, origins) => {
    const reply = answerList(ALL, {}, request, `${origins.other}/${name}`);
    return { ...reply, headers: { ...reply.headers, 'access-control-expose-headers': exposed } };
  },
  async run(context) {
    const list = listRows(context.other, 'link');
    if (walked(context)) {
      same(await collect(list), ALL, 'items');
      if (exposed === '') context.fact('response headers that the API does not expose', 'readable');
      return;
    }
    const error = await failure(collect(list));
    ensure(error instanceof PaginationProtocolError && error.delivered === 0, `hidden: ${error}`);
    ensure(/ Link: .* Access-Control-Expose-Headers/.test(error.message), error.message);
    context.fact('response headers that the API does not expose', `hidden: \`${error.code}\``);
  },
});

/** `Link` is hidden, but the total can be read: it tells a list that goes on from one that is whole. */
const hiddenBesideTotal: Case = {
  name: 'link-hidden-total-exposed',
  answer: (request, _, origins) => {
    const all = request.query['filter'] === 'few' ? rows(3) : ALL;
    const reply = answerList(all, {}, request, `${origins.other}/link-hidden-total-exposed`);
    const total = { 'x-total-count': String(all.length), 'access-control-expose-headers': 'X-Total-Count' };
    return { ...reply, headers: { ...reply.headers, ...total } };
  },
  async run({ other, inBrowser }) {
    const strategy = linkHeader({ response: { items: '/data', total: asInteger(responseHeader('X-Total-Count')) } });
    const list = (params: object): Paginator<unknown> =>
      paginate(new ClientCore({ baseUrl: other }), operationOf('link'), params, {}, [strategy]);
    same(await collect(list({ filter: 'few' })), rows(3), 'a list of one page');
    if (!inBrowser) {
      same(await collect(list({})), ALL, 'items');
      return;
    }
    const error = await failure(collect(list({})));
    ensure(error instanceof PaginationProtocolError && error.delivered === 0, `hidden: ${error}`);
    ensure(/ Link: .* Access-Control-Expose-Headers/.test(error.message), error.message);
  },
};

/** A list of one page rightly has no `Link`: in a browser it cannot be told from one whose `Link` is hidden. */
const onePage: Case = {
  name: 'link-one-page',
  answer: (request) => answerList(rows(3), {}, request),
  async run({ other, inBrowser, fact }) {
    const walk = collect(listRows(other, 'link'));
    if (inBrowser) {
      const { code } = await failure(walk);
      same(code, 'PAGINATION_PROTOCOL', 'code');
      fact('`Link` of a list with one page', `treated as hidden: \`${code}\``);
    } else {
      same(await walk, rows(3), 'items');
      fact('`Link` of a list with one page', 'walked');
    }
  },
};

export const origins: readonly Case[] = [
  guard,
  redirects,
  hidden('link-exposed', 'Link', () => true),
  hidden('link-hidden', '', ({ inBrowser }) => !inBrowser),
  hiddenBesideTotal,
  onePage,
];

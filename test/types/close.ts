/** The guarantees for users of the client of `specs/close.yaml`. Compiled next to that client, never run. */
import { expectTypeOf } from 'expect-type';
import {
  type ApiError,
  type Auth,
  type BasicCredential,
  type Call,
  type Checkpoint,
  type ClientCore,
  CloseClient,
  type Contact,
  type ContactList,
  type CreateLeadError,
  type Credential,
  createClient,
  createLead,
  type Event,
  type EventList,
  type GetLeadError,
  getLead,
  type Lead,
  type LeadList,
  type ListContactsError,
  type ListEventsError,
  type ListLeadsError,
  type ListOptions,
  listEvents,
  listLeads,
  type Page,
  PaginationCeilingError,
  type PaginationPlan,
  type Paginator,
  type PositionListOptions,
  type PositionPaginator,
  type RateLimitError,
  type RequestError,
  type SearchObjectsError,
  type SearchResult,
  type SearchResultList,
  type ValidationError,
} from './close/index.js';

const close: CloseClient = new CloseClient({ auth: { apiKey: 'key' } });
const core: ClientCore = createClient();
const leads: Paginator<Lead, LeadList> = close.leads.list();

export async function items(): Promise<void> {
  for await (const lead of leads) {
    expectTypeOf(lead).toEqualTypeOf<Lead>();
    expectTypeOf(lead.display_name).toEqualTypeOf<string>();
    expectTypeOf(lead.description).toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error: a lead has no such field
    lead.displayName;
  }
  for await (const page of leads.pages()) expectTypeOf(page).toEqualTypeOf<Page<Lead, LeadList>>();
  for await (const event of listEvents(core)) expectTypeOf(event).toEqualTypeOf<Event>();
  for await (const found of close.search.objects({ body: { query: { type: 'match_all' } } })) {
    expectTypeOf(found).toEqualTypeOf<SearchResult>();
  }
}

export async function pages(): Promise<void> {
  const first = await leads;
  expectTypeOf(first).toEqualTypeOf<Page<Lead, LeadList>>();
  expectTypeOf(first.items).toEqualTypeOf<Lead[]>();
  expectTypeOf(first.body.total_results).toEqualTypeOf<number>();
  expectTypeOf(first.headers).toEqualTypeOf<Headers>();
  expectTypeOf(first.total).toEqualTypeOf<number | undefined>();
  expectTypeOf(first.checkpoint).toEqualTypeOf<Checkpoint>();
  expectTypeOf(await first.next()).toEqualTypeOf<Page<Lead, LeadList>>();
  expectTypeOf(await leads.first()).toEqualTypeOf<Page<Lead, LeadList>>();
  expectTypeOf(await leads.toArray({ max: 10 })).toEqualTypeOf<Lead[]>();
  expectTypeOf(leads.plan()).toEqualTypeOf<PaginationPlan>();
  expectTypeOf(await leads.split(4)).toEqualTypeOf<Checkpoint[]>();
  expectTypeOf(leads.checkpoint()).toEqualTypeOf<Checkpoint>();
  expectTypeOf(leads.truncated).toEqualTypeOf<boolean>();
  // @ts-expect-error: a cap is required
  await leads.toArray();
  // @ts-expect-error: a cap is required
  await leads.toArray({});
  // @ts-expect-error: `hasNext` is told, not set
  first.hasNext = true;
  // @ts-expect-error: a list is not an array
  leads.map((lead: Lead) => lead.id);
}

export function lists(): void {
  expectTypeOf(listLeads(core)).toEqualTypeOf<PositionPaginator<Lead, LeadList, Checkpoint, ListLeadsError>>();
  expectTypeOf(close.contacts.list()).toEqualTypeOf<
    PositionPaginator<Contact, ContactList, Checkpoint, ListContactsError>
  >();
  expectTypeOf(close.events.list()).toEqualTypeOf<Paginator<Event, EventList, Checkpoint, ListEventsError>>();
  expectTypeOf(close.search.objects).returns.toEqualTypeOf<
    Paginator<SearchResult, SearchResultList, Checkpoint, SearchObjectsError>
  >();
  expectTypeOf(listLeads).parameter(0).toEqualTypeOf<ClientCore>();
  // @ts-expect-error: a function needs a client
  listLeads();
  // @ts-expect-error: a bare client has no operations
  core.leads;
}

export function options(saved: Checkpoint, signal: AbortSignal): void {
  expectTypeOf(listLeads).parameter(2).toEqualTypeOf<PositionListOptions<'offset'> | undefined>();
  expectTypeOf(listEvents).parameter(2).toEqualTypeOf<ListOptions<'cursor-query'> | undefined>();
  const common = { signal, timeout: 5, headers: { 'X-Trace': '1' }, retry: false, prefetch: 2, resume: saved } as const;
  close.leads.list({}, { ...common, concurrency: 4, deep: true, onCeiling: 'stop', limits: { maxOffset: 5 } });
  close.events.list({}, { ...common, strategy: 'cursor-query', maxItems: 3, repeat: 'end' });
  close.leads.list({ query: undefined }, { strategy: undefined, resume: undefined });
  // @ts-expect-error: each request of a cursor list needs the answer before it
  close.events.list({}, { concurrency: 4 });
  close.events.list({}, { deep: true });
  // @ts-expect-error: the operation has no such strategy
  close.leads.list({}, { strategy: 'page' });
  // @ts-expect-error: no such option
  close.leads.list({}, { pageSize: 10 });
  // @ts-expect-error: neither 'throw' nor 'stop'
  close.leads.list({}, { onCeiling: 'ignore' });
  // @ts-expect-error: no such limit
  close.leads.list({}, { limits: { maxSkip: 1 } });
  // @ts-expect-error: no checkpoint
  close.leads.list({}, { resume: 'page 2' });
  // @ts-expect-error: pagination is not for single objects
  close.leads.get({ id: 'lead_1' }, { prefetch: 1 });
}

export function params(): void {
  close.leads.get({ id: 'lead_1', _fields: ['id'] });
  close.leads.create({ body: { name: 'Acme' } });
  // @ts-expect-error: a path parameter is required
  close.leads.get({});
  // @ts-expect-error: params are required where one of them is
  close.leads.get();
  // @ts-expect-error: a body is required
  close.leads.create({});
  // @ts-expect-error: of another type
  close.leads.list({ _limit: '10' });
  // @ts-expect-error: no such parameter
  close.leads.list({ limit: 10 });
  // @ts-expect-error: wire names of other places are none of this one
  close.leads.get({ id: 'lead_1', _skip: 10 });
}

export async function calls(): Promise<void> {
  expectTypeOf(getLead(core, { id: 'lead_1' })).toEqualTypeOf<Call<Lead, GetLeadError>>();
  expectTypeOf(createLead).returns.toEqualTypeOf<Call<Lead, CreateLeadError>>();
  const { body, status, headers } = await close.leads.get({ id: 'lead_1' }).withResponse();
  expectTypeOf(body).toEqualTypeOf<Lead>();
  expectTypeOf(status).toEqualTypeOf<number>();
  expectTypeOf(headers).toEqualTypeOf<Headers>();
}

export function errors(error: unknown, refused: ListLeadsError): void {
  expectTypeOf<ListLeadsError>().toEqualTypeOf<
    ApiError<ValidationError, 400> | ApiError<RequestError, 401> | ApiError<RateLimitError, 429>
  >();
  expectTypeOf(refused.body).toEqualTypeOf<ValidationError | RequestError | RateLimitError>();
  expectTypeOf(refused.checkpoint).toEqualTypeOf<Checkpoint | undefined>();
  if (!(error instanceof PaginationCeilingError)) return;
  expectTypeOf(error.ceiling).toEqualTypeOf<'maxOffset' | 'maxPage' | 'maxResults' | 'maxLimit'>();
  expectTypeOf(error.alternatives).toEqualTypeOf<string[]>();
  expectTypeOf(error.delivered).toEqualTypeOf<number | undefined>();
}

export function auth(): void {
  expectTypeOf<Auth>().toEqualTypeOf<{
    apiKey?: BasicCredential | undefined;
    oauth?: Credential | undefined;
  }>();
  new CloseClient({ auth: { apiKey: { username: 'key', password: '' } } });
  new CloseClient({ auth: { oauth: async () => 'token' }, limits: { listLeads: { maxLimit: 50 } } });
  new CloseClient({ auth: false, baseUrl: '/api' });
  new CloseClient({ retry: { attempts: 5 }, allowedOrigins: ['https://b.example'], links: 'rebase' });
  // @ts-expect-error: the document has no such scheme
  new CloseClient({ auth: { token: 'secret' } });
  // @ts-expect-error: a token is not a pair
  new CloseClient({ auth: { oauth: { username: 'me', password: 'secret' } } });
  // @ts-expect-error: credentials are listed under the name of their scheme
  new CloseClient({ apiKey: 'key' });
}

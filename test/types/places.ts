/** The guarantees for users of the client of `specs/places.yaml`. Compiled next to that client, never run. */
import { expectTypeOf } from 'expect-type';
import {
  type ApiError,
  type Auth,
  type Checkpoint,
  type Contact,
  type ContactPage,
  type Credential,
  type Cursor,
  createClient,
  type ListContactsError,
  type ListOptions,
  listContacts,
  type MixedListOptions,
  type Paginator,
  type Place,
  type PlacePage,
  PlacesSearchClient,
  type Problem,
  type SearchPlacesError,
  searchPlaces,
} from './places/index.js';

const client: PlacesSearchClient = new PlacesSearchClient({ auth: { token: () => 'secret' } });
const body = { query: 'cafe' } as const;

export async function items(): Promise<void> {
  for await (const place of client.places.search({ body })) expectTypeOf(place).toEqualTypeOf<Place>();
  const page = await searchPlaces(createClient(), { body });
  expectTypeOf(page.body).toEqualTypeOf<PlacePage>();
  expectTypeOf(page.body.meta.next_cursor).toEqualTypeOf<Cursor | null>();
  expectTypeOf<Cursor>().toEqualTypeOf<(number | string | boolean | null)[]>();
  expectTypeOf(client.contacts.list()).toEqualTypeOf<Paginator<Contact, ContactPage, Checkpoint, ListContactsError>>();
}

export function strategies(strategy: 'cursor' | 'page' | 'offset'): void {
  type Options = MixedListOptions<'cursor', 'page' | 'offset', 'cursor'>;
  expectTypeOf(searchPlaces).parameter(2).toEqualTypeOf<Options | undefined>();
  expectTypeOf(client.places.search).parameter(1).toEqualTypeOf<Options | undefined>();
  expectTypeOf(listContacts).parameter(2).toEqualTypeOf<ListOptions<'cursor-query'> | undefined>();
  client.places.search({ body }, { strategy: 'page', concurrency: 4, deep: false, prefetch: 1 });
  client.places.search({ body }, { prefetch: 2, concurrency: undefined });
  client.places.search({ body }, { strategy, prefetch: 1 });
  client.places.search({ body: { ...body, cursor: [0.95, 'abc'] } }, { strategy: 'cursor' });
  // @ts-expect-error: a strategy goes by its own name, not by its style
  client.places.search({ body }, { strategy: 'cursor-body' });
  // @ts-expect-error: no such strategy
  client.places.search({ body }, { strategy: 'link-header' });
  // @ts-expect-error: each request of a cursor list needs the answer before it, and the cursor is the default
  client.places.search({ body }, { concurrency: 4 });
  // @ts-expect-error: the same where the cursor is named
  client.places.search({ body }, { strategy: 'cursor', concurrency: 4 });
  client.places.search({ body }, { strategy: 'cursor', deep: true });
  // @ts-expect-error: the strategy may turn out to be the cursor
  client.places.search({ body }, { strategy, concurrency: 4 });
  // @ts-expect-error: each request of a cursor list needs the answer before it
  client.contacts.list({}, { concurrency: 4 });
}

export function params(): void {
  // @ts-expect-error: a body is required
  client.places.search();
  // @ts-expect-error: so is its query
  client.places.search({ body: { limit: 10 } });
  // @ts-expect-error: a cursor is an array
  client.places.search({ body: { ...body, cursor: 'abc' } });
}

export function errors(): void {
  expectTypeOf<SearchPlacesError>().toEqualTypeOf<ApiError<Problem, 400 | 401 | 429>>();
  expectTypeOf<ListContactsError>().toEqualTypeOf<ApiError<Problem, 400 | 401 | 429>>();
}

export function auth(): void {
  expectTypeOf<Auth>().toEqualTypeOf<{ token?: Credential | undefined }>();
  // @ts-expect-error: the document's scheme is called `token`
  new PlacesSearchClient({ auth: { apiKey: 'secret' } });
}

/** Searches as you type: a new query aborts the previous one, and “More” requests the next page. */
import { createClient, type Page, type Place, searchPlaces } from './client/index.ts';

const settings = new URLSearchParams(location.search);
const client = createClient({
  baseUrl: settings.get('api') ?? 'http://127.0.0.1:4010',
  auth: { token: settings.get('token') ?? 'token_test' },
});

const element = <Type extends HTMLElement>(id: string): Type => document.getElementById(id) as Type;
const list = element<HTMLUListElement>('places');
const status = element<HTMLParagraphElement>('status');
const more = element<HTMLButtonElement>('more');

let current = new AbortController();

element<HTMLInputElement>('query').addEventListener('input', ({ target }) => {
  const { value } = target as HTMLInputElement;
  // Aborts the request of the previous query, including a later page of it.
  current.abort();
  current = new AbortController();
  const { signal } = current;
  list.replaceChildren();
  more.hidden = true;
  status.textContent = '';
  if (value.trim() !== '') show(() => searchPlaces(client, { body: { query: value } }, { signal }).first(), signal);
});

async function show(request: () => Promise<Page<Place>>, signal: AbortSignal): Promise<void> {
  more.disabled = true;
  try {
    const page = await request();
    list.append(...page.items.map(itemOf));
    status.textContent = `${list.children.length} of ${page.total ?? 'many'} places`;
    more.hidden = !page.hasNext;
    more.onclick = () => show(() => page.next(), signal);
  } catch (error) {
    if (!signal.aborted) status.textContent = String(error);
  } finally {
    more.disabled = false;
  }
}

function itemOf({ name }: Place): HTMLLIElement {
  const item = document.createElement('li');
  item.textContent = name;
  return item;
}

import { QueryClient, QueryClientProvider, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { getLeadQueryOptions, listLeadsInfiniteOptions, queryKey, updateLeadMutationOptions } from './api/tanstack';
import { client, id } from './crm';

const queries = new QueryClient();
const refresh = (key: readonly unknown[]) => queries.invalidateQueries({ queryKey: key });

function Leads() {
  const lead = useQuery(getLeadQueryOptions(client, { id }));
  const list = useInfiniteQuery(listLeadsInfiniteOptions(client, { _skip: 100, _limit: 50 }));
  const rename = useMutation({
    ...updateLeadMutationOptions(client),
    onSuccess: () => refresh(queryKey('leads', 'getLead', { id })),
  });
  return (
    <>
      {(lead.error ?? list.error ?? rename.error) && (
        <p role="alert">{String(lead.error ?? list.error ?? rename.error)}</p>
      )}
      <h1>{lead.data?.display_name}</h1>
      <button type="button" onClick={() => rename.mutate({ id, body: { name: 'Renamed' } })}>
        Rename
      </button>
      <button type="button" onClick={() => refresh(queryKey('leads'))}>
        Refresh
      </button>
      {list.hasPreviousPage && (
        <button type="button" onClick={() => list.fetchPreviousPage()}>
          Earlier
        </button>
      )}
      <ul>
        {list.data?.pages.flatMap(({ items }) =>
          items.map((item) => (
            <li key={item.id} id={item.id}>
              {item.display_name}
            </li>
          )),
        )}
      </ul>
      {list.hasNextPage && (
        <button type="button" onClick={() => list.fetchNextPage()}>
          More
        </button>
      )}
      <p role="status">{lead.isFetching || list.isFetching ? 'Loading' : 'Ready'}</p>
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <QueryClientProvider client={queries}>
    <Leads />
  </QueryClientProvider>,
);

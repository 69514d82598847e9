'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { createClient } from '../client';
import { leadsQuery } from '../leads-query';

// The route handler adds the key.
const client = createClient({ baseUrl: '/api', auth: false });

export function LeadList() {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(leadsQuery(client));
  return (
    <>
      <ul>
        {data?.pages.flatMap(({ items }) => items.map(({ id, display_name }) => <li key={id}>{display_name}</li>))}
      </ul>
      {error && <p role="alert">{error.message}</p>}
      {hasNextPage && (
        <button type="button" disabled={isFetching} onClick={() => fetchNextPage()}>
          More
        </button>
      )}
    </>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ClientCore } from './client/index.js';
import { listLeadsInfiniteOptions } from './client/tanstack.js';

/** Shows all leads. Requests the next page when the end of the list comes into view. */
export function LeadList({ client }: { client: ClientCore }): ReactNode {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    listLeadsInfiniteOptions(client, { _limit: 50 }),
  );
  const leads = data?.pages.flatMap(({ items }) => items) ?? [];
  const canLoad = hasNextPage && !isFetching && error === null;
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (end.current === null || !canLoad) return;
    // A new observer after each page also reports an end that is still in view.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage());
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [canLoad, fetchNextPage]);
  return (
    <main>
      <h1>Leads</h1>
      <ul>
        {leads.map(({ id, display_name }) => (
          <li key={id}>{display_name}</li>
        ))}
      </ul>
      <p ref={end} role="status">
        {error ? error.message : hasNextPage || isFetching ? 'Loading …' : `That is all: ${leads.length} leads.`}
      </p>
    </main>
  );
}

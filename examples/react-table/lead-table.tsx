import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ClientCore } from './client/index.ts';
import { listLeadsInfiniteOptions } from './client/tanstack.ts';

/** Shows all leads as a table. Requests the next page when the end of the table comes into view. */
export function LeadTable({ client }: { client: ClientCore }): ReactNode {
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
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Status</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {leads.map(({ id, display_name, status_label, date_created }) => (
            <tr key={id}>
              <td>{display_name}</td>
              <td>{status_label}</td>
              <td>{date_created}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p ref={end} role="status">
        {error ? error.message : hasNextPage || isFetching ? 'Loading …' : `That is all: ${leads.length} leads.`}
      </p>
    </main>
  );
}

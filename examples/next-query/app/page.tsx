import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { crm } from '../crm';
import { leadsQuery } from '../leads-query';
import { LeadList } from './lead-list';

export default function Page() {
  return (
    <main>
      <h1>Leads</h1>
      <Suspense fallback={<p>Loading …</p>}>
        <Prefetched />
      </Suspense>
    </main>
  );
}

async function Prefetched() {
  // The list changes: load it for each request. Without this line, Next.js may load it once, in the build.
  await connection();
  const queries = new QueryClient();
  await queries.prefetchInfiniteQuery(leadsQuery(crm));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <LeadList />
    </HydrationBoundary>
  );
}

import { connection } from 'next/server';
import { Suspense } from 'react';
import { LeadList } from './lead-list';
import { loadLeads } from './load-leads';

export default function Page() {
  return (
    <main>
      <h1>Leads</h1>
      <Suspense fallback={<p>Loading …</p>}>
        <FirstPage />
      </Suspense>
    </main>
  );
}

async function FirstPage() {
  // The list changes: load it for each request. Without this line, Next.js may load it once, in the build.
  await connection();
  return <LeadList first={await loadLeads()} />;
}

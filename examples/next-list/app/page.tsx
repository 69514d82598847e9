import { LeadList } from './lead-list';
import { loadLeads } from './load-leads';

// The list changes: render it for each request. Without this line, Next.js would render it once, in the build.
export const dynamic = 'force-dynamic';

export default async function Page() {
  return <LeadList first={await loadLeads()} />;
}

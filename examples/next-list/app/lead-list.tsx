'use client';

import { useEffect, useRef, useState } from 'react';
import { type LeadPage, loadLeads } from './load-leads';

/** Shows the page that the server rendered, and loads the next one when the end of the list comes into view. */
export function LeadList({ first }: { first: LeadPage }) {
  const [{ leads, next }, setPage] = useState(first);
  const [error, setError] = useState<string>();
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (end.current === null || next === undefined || error !== undefined) return;
    let isLoading = false;
    const load = async () => {
      if (isLoading) return;
      isLoading = true;
      try {
        const page = await loadLeads(next);
        setPage({ leads: [...leads, ...page.leads], next: page.next });
      } catch (failure) {
        setError(String(failure));
      }
    };
    // A new observer after each page also reports an end that is still in view.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load());
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [leads, next, error]);
  return (
    <>
      <ul>
        {leads.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <p ref={end} role="status">
        {error ?? (next === undefined ? `That is all: ${leads.length} leads.` : 'Loading …')}
      </p>
    </>
  );
}

'use server';

import type { Checkpoint } from '../client';
import { crm } from '../crm';

/** A page as the browser gets it: no more than it shows, and the place to continue at. */
export interface LeadPage {
  readonly leads: readonly { readonly id: string; readonly name: string }[];
  /** Undefined after the last page. */
  readonly next: Checkpoint | undefined;
}

/** Loads a page on the server: the first one, or the one after a checkpoint. */
export async function loadLeads(resume?: Checkpoint): Promise<LeadPage> {
  const { items, hasNext, checkpoint } = await crm.leads.list({ _limit: 50 }, { resume });
  return {
    leads: items.map(({ id, display_name }) => ({ id, name: display_name })),
    next: hasNext ? checkpoint : undefined,
  };
}

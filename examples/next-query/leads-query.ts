import type { ClientCore } from './client';
import { listLeadsInfiniteOptions } from './client/tanstack';

/** The query of the page, which server and browser must agree on: its key has the params. */
export const leadsQuery = (client: ClientCore) => listLeadsInfiniteOptions(client, { _limit: 50 });

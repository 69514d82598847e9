/** What a client can be generated with besides itself: a file of the same name for each. */
export const INTEGRATIONS = ['tanstack', 'swr', 'msw', 'streams', 'node-streams'] as const;

export type Integration = (typeof INTEGRATIONS)[number];

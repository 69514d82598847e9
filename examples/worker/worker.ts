/** Walks in the background and counts leads by status. It sends only the progress and the result to the web page. */
import { ClientError, createClient, listLeads } from './client/index.ts';
import type { Message, Task } from './messages.ts';

const tell = (message: Message): void => postMessage(message);

addEventListener('message', async ({ data: { baseUrl, apiKey } }: MessageEvent<Task>) => {
  const client = createClient({
    baseUrl,
    auth: { apiKey },
    hooks: { onPage: ({ done, total }) => tell({ kind: 'progress', done, total }) },
  });
  const byStatus: Record<string, number> = {};
  try {
    for await (const { status_label } of listLeads(client, { _limit: 200 }, { prefetch: 1 })) {
      byStatus[status_label] = (byStatus[status_label] ?? 0) + 1;
    }
    tell({ kind: 'done', byStatus });
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof ClientError ? error.message : String(error) });
  }
});

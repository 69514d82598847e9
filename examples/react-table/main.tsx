import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './client/index.ts';
import { LeadTable } from './lead-table.tsx';

const settings = new URLSearchParams(location.search);
const client = createClient({
  baseUrl: settings.get('api') ?? 'http://127.0.0.1:4010/api/v1',
  auth: { apiKey: settings.get('key') ?? 'api_test' },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <LeadTable client={client} />
    </QueryClientProvider>
  </StrictMode>,
);

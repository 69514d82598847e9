import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './client/index.js';
import { LeadList } from './lead-list.tsx';

const settings = new URLSearchParams(location.search);
const client = createClient({
  baseUrl: settings.get('api') ?? 'http://127.0.0.1:4010',
  auth: { apiKey: settings.get('key') ?? 'api_test' },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <LeadList client={client} />
    </QueryClientProvider>
  </StrictMode>,
);

import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { Leads } from './leads';

render(
  () => (
    <QueryClientProvider client={new QueryClient()}>
      <Leads />
    </QueryClientProvider>
  ),
  document.body,
);

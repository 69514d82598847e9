import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { InputError } from '../../shared/diagnostic.ts';
import { type AppOptions, createApp } from './app.ts';
import type { Mock } from './create-mock.ts';

export interface ServeOptions extends AppOptions {
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
}

export interface RunningMock {
  /** Origin, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Closes all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves the mock on a port.
 *
 * @throws InputError `port-unavailable` if another program uses the port, or the system forbids it
 */
export async function serveMock(mock: Mock, options: ServeOptions): Promise<RunningMock> {
  const { host, port } = options;
  const server = createServer(getRequestListener(createApp(mock, options).fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const hint = 'Set another port with --port, or use --port 0 to select a free one.';
      reject(new InputError('port-unavailable', `Cannot listen on ${host}:${port}.`, { hint, cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${own}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import type { RedisAddress } from './shared.ts';

/** Starts a separate Redis server on a free port. It stores nothing on disk. `stop` ends it. */
export async function startRedis(): Promise<{ address: RedisAddress; stop(): Promise<void> }> {
  const address = { host: '127.0.0.1', port: await freePort() };
  const settings = ['--bind', address.host, '--port', String(address.port), '--save', '', '--dir', tmpdir()];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error('redis-server is needed: apt-get install redis-server', { cause })),
    );
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    address,
    async stop() {
      server.kill();
      await ended;
    },
  };
}

/** Starts a mock of the API on a free port. It answers slowly, so that a worker can be met in the middle of its job. */
export async function startMock(items: number): Promise<{ url: string; stop(): Promise<void> }> {
  const command = ['node_modules/pagegen/dist/cli.js', 'mock', '--port', '0', '--items', String(items), '--quiet'];
  const server = spawn(process.execPath, [...command, '--fault', 'slow=50'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  // The first line begins with the URL.
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().split(' ', 1)[0] ?? '',
    async stop() {
      server.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A list of `total` items over offset, cursor and windows, cheap to serve, each with `bytes` more than the smallest; the
 * port goes to standard output. Run as a process of its own.
 */
const total = Number(process.argv[2] ?? 100_000);
const delay = Number(process.argv[3] ?? 0);
/** Fields of 50 bytes, as contacts and the like have them. */
const more = Array.from(
  { length: Math.round(Number(process.argv[4] ?? 0) / 50) },
  (_, index) => `,"field_${index}":"${'v'.repeat(36)}"`,
).join('');

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const number = (name: string, fallback: number): number => Number(url.searchParams.get(name) ?? fallback);
  const limit = number('limit', 100);
  const first = number('from', 0);
  const start = first + number('offset', number('cursor', 0));
  const end = Math.min(start + limit, total);
  const items: string[] = [];
  for (let id = start; id < end; id++) items.push(`{"id":${id},"at":${id},"name":"Item number ${id}"${more}}`);
  const next = end < total ? end - first : null;
  const body = `{"data":[${items.join(',')}],"has_more":${next !== null},"next":${next}}`;
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  }, delay);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CLI, run } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

it('serves until it is interrupted, says where, and logs what it answers', async () => {
  const args = ['mock', 'specs/close.yaml', '--port', '0', '--items', '30', '--fault', 'cap=4'];
  const mock = spawn(process.execPath, [CLI, ...args], { cwd: ROOT });
  let log = '';
  mock.stderr.on('data', (part) => {
    log += part;
  });
  try {
    const lines = createInterface(mock.stdout)[Symbol.asyncIterator]();
    const line = String((await lines.next()).value);
    const [, url] =
      /^(http:\/\/127\.0\.0\.1:\d+\/api\/v1) {2}47 operations, 18 paginated, 30 items each; press Ctrl-C to stop$/.exec(
        line,
      ) ?? [];
    expect((await lines.next()).value).toBe(
      '47 operations need credentials; any value is accepted, and --no-auth turns this off',
    );
    expect((await lines.next()).value).toBe(
      `${new URL(String(url)).origin}/ lists the operations and how to call them`,
    );
    const headers = { origin: 'https://app.example.com', authorization: 'Bearer any' };
    const answer = await fetch(`${url}/lead/?_limit=10`, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(await answer.json()).toMatchObject({ data: { length: 4 }, has_more: true, total_results: 30 });
    expect((await fetch(`${url}/lead/?_limit=201`, { headers })).status).toBe(400);
    expect((await fetch(`${url}/lead/?_limit=201`)).status).toBe(401);
  } finally {
    mock.kill('SIGINT');
  }
  const [code] = (await once(mock, 'exit')) as [number];
  expect(code).toBe(130);
  expect(log).toBe(
    '200  GET /api/v1/lead/?_limit=10\n' +
      '400  GET /api/v1/lead/?_limit=201  (the query parameter `_limit` must be from 1 to 200)\n' +
      '401  GET /api/v1/lead/?_limit=201  (the request lacks credentials; any value is accepted: Authorization: Basic <value>, or Authorization: Bearer <value>)\n',
  );
});

it('says what faults there are, and what is wrong with the document or the port', async () => {
  const unknown = run(ROOT, ['mock', 'specs/close.yaml', '--fault', 'sap=50']);
  expect(unknown).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('cap=50 (items per page)') });
  const missing = run(ROOT, ['mock', 'nothing.yaml']);
  expect(missing).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('file-not-found') });
  const port = run(ROOT, ['mock', 'specs/places.yaml', '--host', '203.0.113.7', '--port', '4010']);
  expect(port).toMatchObject({ status: 2, stderr: expect.stringContaining('port-unavailable') });
});

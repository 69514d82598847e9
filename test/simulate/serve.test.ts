import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Mock } from '../../src/simulate/mock/create-mock.ts';
import { serveMock } from '../../src/simulate/mock/serve.ts';

const mock: Mock = { answer: () => ({ status: 204, headers: {} }), data: () => undefined };

describe('a port that the mock cannot use', () => {
  it('is reported if another program listens on it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(serveMock(mock, { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'port-unavailable',
      message: `Cannot listen on 127.0.0.1:${port}: another program already listens on port ${port}.`,
      hint: expect.stringContaining('--port 0'),
    });
    other.close();
  });

  it.each([
    [
      'unknown.invalid',
      4010,
      /^Cannot listen on unknown\.invalid:4010: (?:there is no host called|the host) unknown\.invalid/,
    ],
    ['203.0.113.7', 4010, /^Cannot listen on 203\.0\.113\.7:4010: 203\.0\.113\.7 is not an address of this machine\.$/],
    ['127.0.0.1', 80_000, /^Cannot listen on 127\.0\.0\.1:80000: a port is a whole number from 0 to 65535\.$/],
  ])('is reported with its reason: %s:%d', async (host, port, message) => {
    await expect(serveMock(mock, { host, port })).rejects.toMatchObject({
      code: 'port-unavailable',
      message: expect.stringMatching(message),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { pagegen } from './in-process.ts';

describe('pagegen mock', () => {
  it.each(['80000', '65536', '-1', '4010x'])('rejects the port %s as wrong usage', async (port) => {
    expect(await pagegen(process.cwd(), 'mock', 'specs/places.yaml', '--port', port)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('It must be a whole number from 0 to 65535.'),
    });
  });
});

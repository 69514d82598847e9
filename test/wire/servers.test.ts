import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

let generated: GeneratedClient;
beforeAll(async () => {
  generated = await generatedClient('servers.yaml');
}, 60_000);
afterAll(() => generated?.remove());

/** The URL that an operation asks: the client's `fetch` notes it, since the servers of the document do not exist. */
async function asked(operation: string, config: object = {}): Promise<string> {
  const { createClient, [operation]: call } = generated.functions as Record<string, (...given: unknown[]) => unknown>;
  let url = '';
  const fetch = async (target: URL): Promise<Response> => {
    url = target.href;
    return new Response(null, { status: 204 });
  };
  await call?.(createClient?.({ fetch, ...config }));
  return url;
}

describe('the server of an operation', () => {
  it.each([
    ['askHere', 'https://eu.example.com/v2/here'],
    ['askPathServer', 'https://files.example.com/base/there'],
    ['askOperationServer', 'https://upload.example.com/there'],
    ['askRelativeServer', 'https://eu.example.com/admin/v1/there'],
  ])('%s asks %s', async (operation, url) => {
    expect(await asked(operation)).toBe(url);
  });

  it('has the variables that the client is given', async () => {
    expect(await asked('askHere', { variables: { region: 'us', port: '8443' } })).toBe(
      'https://us.example.com:8443/v2/here',
    );
    expect(await asked('askRelativeServer', { variables: { region: 'ap' } })).toBe(
      'https://ap.example.com/admin/v1/there',
    );
  });

  it('yields to the baseUrl of the client', async () => {
    expect(await asked('askPathServer', { baseUrl: 'http://localhost:1/x/' })).toBe('http://localhost:1/x/there');
  });
});

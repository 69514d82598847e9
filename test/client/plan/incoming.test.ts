import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/index.ts';

const document = fileURLToPath(new URL('../../../specs/fixtures/incoming.yaml', import.meta.url));
const result = generate({ document });
const text = async (path: string) => (await result).files.find((file) => file.path === path)?.text ?? '';

describe('webhooks and callbacks', () => {
  it('are types, exported by the client', async () => {
    expect((await result).diagnostics).toEqual([]);
    const models = await text('models.ts');
    expect(models).toContain(
      '/** The request that the API sends to the webhook `event-created`. */\nexport type EventCreatedWebhookBody = Event;',
    );
    expect(models).toContain('export type SubscribeOnEventCallbackBody = Event;');
    expect(models).toContain('export type AccountDeleteWebhookBody = string;');
    expect(await text('index.ts')).toContain('  SubscribeOnEventCallbackBody,\n');
  });

  it('have a type for what they are answered', async () => {
    expect(await text('models.ts')).toContain(
      'export interface SubscribeOnEventCallbackAnswer {\n  received: boolean;\n}',
    );
  });

  it('carry what answers carry: no writeOnly properties', async () => {
    expect(await text('models.ts')).toContain('export interface AccountPutWebhookBody {\n  id: string;\n}');
  });

  it('are no operations', async () => {
    expect((await result).stats.operations).toBe(1);
  });
});

describe('external docs', () => {
  it.each([
    ['client.ts', '@see https://example.com/docs The guide.'],
    ['client.ts', '@see https://example.com/docs/subscriptions'],
    ['operations/subscriptions.ts', '@see https://example.com/docs/subscribe'],
    ['models.ts', '@see https://example.com/docs/events All events.'],
    ['models.ts', '  /** @see https://example.com/docs/notes */\n  note?:'],
  ])('stand in %s: %s', async (path, line) => {
    expect(await text(path)).toContain(line);
  });
});

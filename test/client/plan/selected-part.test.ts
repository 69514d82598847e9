import { describe, expect, it } from 'vitest';
import { type GenerateOptions, generate } from '../../../src/index.ts';

const json = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const list = (name: string) => ({
  '200': {
    description: 'ok',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            data: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
            more: { type: 'boolean' },
          },
        },
      },
    },
  },
});
const text = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/lead': {
      get: {
        operationId: 'listLeads',
        tags: ['Leads'],
        parameters: [{ name: 'skip', in: 'query', schema: { type: 'integer' } }],
        responses: list('Lead'),
        'x-pagination': {
          style: 'offset',
          request: { offset: 'skip' },
          response: { items: '/data', hasMore: '/more' },
        },
      },
      post: {
        operationId: 'createLead',
        tags: ['Leads'],
        requestBody: json('NewLead'),
        responses: { '204': { description: 'ok' } },
        callbacks: { onLead: { '{$request.query.url}': { post: { requestBody: json('Called'), responses: {} } } } },
      },
    },
    '/note': {
      get: { operationId: 'getNote', tags: ['Notes'], responses: { '200': { description: 'ok', ...json('Note') } } },
    },
  },
  webhooks: { leadMade: { post: { requestBody: json('Made'), responses: { '200': { description: 'ok' } } } } },
  components: {
    schemas: {
      Lead: { type: 'object', properties: { address: { $ref: '#/components/schemas/Address' } } },
      Address: { type: 'object', properties: { city: { type: 'string' } } },
      NewLead: { type: 'object', properties: { name: { type: 'string' } } },
      Note: { type: 'object', properties: { text: { type: 'string' } } },
      Called: { type: 'object', properties: { id: { type: 'string' } } },
      Made: { type: 'object', properties: { id: { type: 'string' } } },
    },
  },
});

async function generated(selection: Partial<GenerateOptions>) {
  const { files, diagnostics } = await generate({ document: { file: '/api.json', text }, ...selection });
  expect(diagnostics).toEqual([]);
  const all = files.filter(({ path }) => path.startsWith('operations/')).map((file) => file.text);
  const models = files.find(({ path }) => path === 'models.ts')?.text ?? '';
  return {
    operations: all.flatMap((each) => [...each.matchAll(/^export function (\w+)/gm)].map(([, name]) => name)),
    models: [...models.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name),
  };
}

describe('what is selected', () => {
  it('is all there is, by default', async () => {
    const { operations, models } = await generated({});
    expect(operations).toEqual(['listLeads', 'createLead', 'getNote']);
    expect(models).toEqual(expect.arrayContaining(['Lead', 'Address', 'NewLead', 'Note', 'Called', 'Made']));
  });

  it('is a tag, with the schemas that it needs at any depth and the callbacks of its operations', async () => {
    expect(await generated({ include: ['tag:Leads'] })).toEqual({
      operations: ['listLeads', 'createLead'],
      models: expect.arrayContaining(['Lead', 'Address', 'NewLead', 'Called']),
    });
    expect((await generated({ include: ['tag:Leads'] })).models).not.toContain('Note');
    expect((await generated({ include: ['tag:Leads'] })).models).not.toContain('Made');
  });

  it('is all but what is excluded, webhooks included', async () => {
    const { operations, models } = await generated({ exclude: ['operation:createLead'] });
    expect(operations).toEqual(['listLeads', 'getNote']);
    expect(models).toContain('Made');
    expect(models).not.toContain('NewLead');
    expect(models).not.toContain('Called');
  });

  it('leaves out what is both included and excluded', async () => {
    const { operations } = await generated({ include: ['path:/lead', 'path:/note'], exclude: ['operation:POST *'] });
    expect(operations).toEqual(['listLeads', 'getNote']);
  });

  it('is what is paginated', async () => {
    expect(await generated({ paginatedOnly: true })).toEqual({
      operations: ['listLeads'],
      models: ['Lead', 'Address'],
    });
  });

  it.each([
    [
      { include: ['tag:Laeds'] },
      'nothing-selected',
      'No operation of Shop matches `tag:Laeds`.',
      'Did you mean `tag:Leads`?',
    ],
    [
      { include: ['tag:Invoices'] },
      'nothing-selected',
      'No operation of Shop matches `tag:Invoices`.',
      'The tags are `Leads`, `Notes`.',
    ],
    [
      { exclude: ['path:/leed'] },
      'nothing-selected',
      'No operation of Shop matches `path:/leed`.',
      'Did you mean `path:/lead`?',
    ],
    [
      { include: ['Leads'] },
      'invalid-selector',
      '`Leads` selects nothing that there could be.',
      'Write tag:…, operation:… or path:….',
    ],
    [{ include: ['tag:Notes'], paginatedOnly: true }, 'nothing-selected', 'No operation of Shop is left.', undefined],
  ])('refuses %j', async (selection, code, message, hint) => {
    const refused = generate({ document: { file: '/api.json', text }, ...selection });
    await expect(refused).rejects.toMatchObject({ code, message, ...(hint !== undefined && { hint }) });
  });

  it('decides the fingerprint', async () => {
    const of = async (selection: Partial<GenerateOptions>) =>
      (await generate({ document: { file: '/api.json', text }, ...selection })).fingerprint;
    const found = await Promise.all([
      of({}),
      of({ include: ['tag:Leads'] }),
      of({ exclude: ['tag:Leads'] }),
      of({ paginatedOnly: true }),
    ]);
    expect(new Set(found).size).toBe(4);
  });
});

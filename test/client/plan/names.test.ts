import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/client/plan/plan.ts';
import { camelCase, kebabCase, pascalCase } from '../../../src/client/plan/words.ts';
import type { Diagnostic } from '../../../src/shared/diagnostic.ts';
import { api, arrayOf, objectOf, operation, parameter, ref, string } from '../../support/model.ts';

const options = { importExtension: 'js' } as const;
const silent = () => {};

function planned(part: Parameters<typeof api>[0], name?: string) {
  return plan(api(part), { ...options, ...(name !== undefined && { name }) }, silent);
}

function functionNames(...operations: Parameters<typeof operation>[0][]): string[] {
  const { groups } = planned({ operations: operations.map((part) => operation(part)) });
  return groups.flatMap((group) => group.operations.map(({ functionName }) => functionName));
}

describe('words', () => {
  it('keeps the case that an author chose inside words', () => {
    expect(
      ['list_leads', 'ListLeads', 'listHTTPThings', 'HTTPGet', 'repos/list-for-org', 'v1.2'].map(camelCase),
    ).toEqual(['listLeads', 'listLeads', 'listHTTPThings', 'httpGet', 'reposListForOrg', 'v1_2']);
    expect(['lead_list', 'HTTPError', 'SCREAMING_CASE', '3d model'].map(pascalCase)).toEqual([
      'LeadList',
      'HTTPError',
      'ScreamingCase',
      '_3dModel',
    ]);
  });

  it('makes legal identifiers of anything that has a letter or digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const name of [camelCase(text), pascalCase(text)]) {
          if (name !== '') expect(() => new Function(`var o = { ${name}: 1 }; return o.${name}`)).not.toThrow();
        }
        expect(kebabCase(text)).toMatch(/^[a-z0-9-]*$/);
      }),
    );
  });

  it.each([
    ['Reserved IPv6 Actions', 'reservedIPv6Actions', 'reserved-ipv6-actions'],
    ['OAuth2Clients', 'oauth2Clients', 'oauth2-clients'],
    ['getAUser', 'getAUser', 'get-a-user'],
  ])('of %s end at no capital letter inside a word', (text, camel, kebab) => {
    expect([camelCase(text), kebabCase(text)]).toEqual([camel, kebab]);
  });
});

describe('the client class', () => {
  it('is called after the title, less a closing "API" or "Client"', () => {
    const titles = ['Close API', 'Places Search', 'Acme Client', 'api', 'RapiAPI', '§'];
    expect(titles.map((title) => planned({ title }).className)).toEqual([
      'CloseClient',
      'PlacesSearchClient',
      'AcmeClient',
      'ApiClient',
      'RapiAPIClient',
      'ApiClient',
    ]);
  });

  it('is reported if its name is long, unless the user has set it', () => {
    const title = 'The Interface of a Service With a Rather Long Name';
    const titleLocation = { file: '/api.yaml', pointer: '/info/title' };
    const report = (name?: string) => {
      const found: Diagnostic[] = [];
      plan({ ...api({ title }), titleLocation }, { ...options, ...(name && { name }) }, (one) => found.push(one));
      return found;
    };
    expect(report()).toMatchObject([{ code: 'long-client-name', severity: 'info', location: titleLocation }]);
    expect(report()[0]?.message).toContain('`--name`');
    expect(report(title)).toEqual([]);
  });

  it('is called what the user wants', () => {
    expect(planned({}, 'acme').className).toBe('AcmeClient');
    expect(planned({}, 'AcmeClient').className).toBe('AcmeClient');
  });
});

describe('operations', () => {
  it('are called by their operationId, else by method and path', () => {
    expect(functionNames({ operationId: 'list_leads' }, { path: '/users/{id}' }, { path: '/' })).toEqual([
      'listLeads',
      'getUsersById',
      'get',
    ]);
  });

  it('make way for words of the language and the runtime, but not as methods', () => {
    const ids = ['delete', 'call', 'params', 'constructor', 'then'];
    const { groups } = planned({ operations: ids.map((operationId) => operation({ operationId })) });
    const names = groups[0]?.operations.map(({ functionName, methodName }) => [functionName, methodName]);
    expect(names).toEqual([
      ['deleteOperation', 'delete'],
      ['callOperation', 'call'],
      ['paramsOperation', 'params'],
      ['constructor', 'constructorOperation'],
      ['thenOperation', 'thenOperation'],
    ]);
  });

  it('tell colliding names apart by method and path, whatever else the document holds', () => {
    const first = { operationId: 'get-things' };
    const second = { operationId: 'get_things', method: 'POST', path: '/c' };
    expect(functionNames(first, second)).toEqual(['getThings', 'getThingsPost']);
    expect(functionNames(first, { operationId: 'other' }, second)).toEqual(['getThings', 'other', 'getThingsPost']);
  });

  it('report a name that they could not have', () => {
    const found: Diagnostic[] = [];
    plan(api({ operations: [operation({ operationId: 'delete' })] }), options, (diagnostic) => found.push(diagnostic));
    expect(found).toMatchObject([{ code: 'name-taken', severity: 'info' }]);
    expect(found[0]?.message).toContain('`deleteOperation`');
  });
});

describe('methods', () => {
  function methodNames(tag: string, ids: readonly string[], kind?: 'full'): string[] {
    const operations = ids.map((operationId) => operation({ operationId, tags: [tag] }));
    const { groups } = plan(api({ operations }), { ...options, ...(kind && { methodNames: kind }) }, silent);
    return groups.flatMap((group) => group.operations.map(({ methodName }) => methodName));
  }

  it.each([
    ['Leads', 'listLeads', 'list'],
    ['Leads', 'get-lead', 'get'],
    ['Custom Fields', 'list_custom_fields', 'list'],
    ['Opportunities', 'getOpportunity', 'get'],
    ['Boxes', 'openBox', 'open'],
    ['issues', 'issues/list-for-repo', 'listForRepo'],
    ['leads', 'LeadsDelete', 'delete'],
    // Whole words only, and nothing else is shortened.
    ['Leads', 'leadsources', 'leadsources'],
    ['Exports', 'createLeadExport', 'createLeadExport'],
    ['Leads', 'listAllLeads', 'listAllLeads'],
    ['Leads', 'leads', 'leads'],
    ['Leads', 'thenLeads', 'thenLeads'],
    ['Leads', 'leads/constructor', 'leadsConstructor'],
    ['Leads', 'leads/2', 'leads2'],
  ])('of %s, %s is called %s', (tag, operationId, expected) => {
    expect(methodNames(tag, [operationId])).toEqual([expected]);
  });

  it('stay long if two of a tag would have the same short name, or one has it in full', () => {
    expect(methodNames('Leads', ['getLeads', 'getLead', 'deleteLead'])).toEqual(['getLeads', 'getLead', 'delete']);
    expect(methodNames('Leads', ['list', 'listLeads'])).toEqual(['list', 'listLeads']);
  });

  it('stay long if the user wants that', () => {
    expect(methodNames('Leads', ['listLeads', 'leads/merge'], 'full')).toEqual(['listLeads', 'leadsMerge']);
  });
});

describe('models', () => {
  it('make way for the runtime, for globals and for each other', () => {
    const schemas = Object.fromEntries(
      ['Page', 'Promise', 'with-dash', 'withDash', 'Auth', '名前', '§'].map((name) => [name, string]),
    );
    expect(planned({ schemas }).models.map(({ name }) => name)).toEqual([
      'PageModel',
      'PromiseModel',
      'WithDash',
      'WithDashModel',
      'AuthModel',
      '名前',
      'Schema',
    ]);
  });

  it('share one scope with the types of operations', () => {
    const { groups, models } = planned({
      operations: [operation({ operationId: 'list', parameters: [parameter('a')] })],
      schemas: { ListParams: string, List: string },
    });
    expect(models.map(({ name }) => name)).toEqual(['ListParams', 'List']);
    expect(groups[0]?.operations[0]).toMatchObject({ functionName: 'list', paramsName: 'ListOperationParams' });
  });
});

describe('tags', () => {
  function groupsOf(...tags: string[]) {
    return planned({ operations: tags.map((tag) => operation({ tags: [tag], path: '/leads' })) }).groups;
  }

  it('become properties, classes and files', () => {
    expect(groupsOf('Custom Fields')).toMatchObject([
      { propertyName: 'customFields', className: 'CustomFieldsOperations', path: 'operations/custom-fields.ts' },
    ]);
    expect(planned({ operations: [operation()] }).groups).toMatchObject([
      { propertyName: 'things', segment: 'things' },
    ]);
  });

  it('are the first fixed part of the path if an operation has none, unless a tag has that name', () => {
    const paths = ['/v1/users/{id}', '/v2/users', '/Custom-Fields', '/{id}', '/', '/places:search'];
    const untagged = paths.map((path) => operation({ path }));
    const { groups } = planned({ operations: [operation({ tags: ['Custom Fields'] }), ...untagged] });
    expect(groups.map(({ propertyName, operations }) => [propertyName, operations.length])).toEqual([
      ['customFields', 2],
      ['users', 2],
      ['default', 2],
      ['places', 1],
    ]);
  });

  it('stay clear of members of the client', () => {
    expect(groupsOf('config', 'constructor', 'then').map(({ propertyName }) => propertyName)).toEqual([
      'configOperations',
      'constructorOperations',
      'thenOperations',
    ]);
  });

  it('have files that no file system confuses', () => {
    expect(groupsOf('Leads', 'LEADS', 'con', 'index', 'Café', '顧客').map(({ path }) => path)).toEqual([
      'operations/leads.ts',
      'operations/leads-operations.ts',
      'operations/con-operations.ts',
      'operations/index-operations.ts',
      'operations/cafe.ts',
      'operations/leads-operations2.ts',
    ]);
  });

  it('take an operation by its first one', () => {
    const { groups } = planned({ operations: [operation({ tags: ['a', 'b'] })], tags: [{ name: 'b' }, { name: 'a' }] });
    expect(groups.map(({ tag }) => tag)).toEqual(['a']);
  });
});

describe('request and response shapes', () => {
  const secret = { ...string, writeOnly: true };
  const created = { ...string, readOnly: true };
  const schemas = {
    Account: objectOf({ secret, created, plain: ref('Plain') }),
    Plain: objectOf({ owner: ref('Plain') }),
    Holder: objectOf({ account: ref('Account'), next: ref('Holder') }),
  };
  const body = (name: string) => ({ requestBody: { required: true, content: [jsonOf(name)], location } });
  const location = { file: '/api.yaml', pointer: '' };
  const jsonOf = (name: string) => ({
    mediaType: 'application/json',
    schema: ref(name),
    encoding: new Map(),
    location,
  });

  it('are two models if a schema travels both ways and differs, cycles and holders included', () => {
    const { models } = planned({ schemas, operations: [operation(body('Holder'), arrayOf(ref('Holder')))] });
    expect(models.map(({ name, shape }) => [name, shape])).toEqual([
      ['Account', 'response'],
      ['AccountInput', 'request'],
      ['Plain', 'response'],
      ['Holder', 'response'],
      ['HolderInput', 'request'],
    ]);
  });

  it('are one model if a schema travels one way only', () => {
    const { models } = planned({ schemas, operations: [operation(body('Account'))] });
    expect(models.map(({ name, shape }) => [name, shape])).toEqual([
      ['Account', 'request'],
      ['Plain', 'request'],
      ['Holder', 'response'],
    ]);
  });
});

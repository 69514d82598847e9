import type { Budget } from '../../model/api.ts';
import type { SecurityScheme, Server } from '../../model/operation.ts';
import type { JsonValue } from '../../shared/json.ts';
import { call, type Expression, literal, type ObjectExpression, object, symbol } from './expression.ts';

/** Plans the data that all clients of a document share: its server, its security schemes and its budgets. */
export function clientSettings(
  server: Server | undefined,
  schemes: readonly SecurityScheme[],
  budgets: readonly Budget[],
): ObjectExpression {
  const entries = schemes.map((scheme) => [scheme.name, securityScheme(scheme)] as const);
  return object({
    baseUrl: server && baseUrl(server),
    schemes: entries.length === 0 ? undefined : { kind: 'object', members: entries },
    budgets: budgets.length === 0 ? undefined : call('requestBudgets', literal(budgetValues(budgets))),
  });
}

function budgetValues(budgets: readonly Budget[]): JsonValue {
  return Object.fromEntries(budgets.map(({ name, requests, per }) => [name, { requests, per }]));
}

function baseUrl({ url, variables }: Server): Expression {
  if (variables.length === 0) return literal(url);
  const defaults = Object.fromEntries(variables.map(({ name, default: value }) => [name, value]));
  return call('serverTemplate', literal(url), literal(defaults));
}

const API_KEY = { cookie: 'apiKeyInCookie', header: 'apiKeyInHeader', query: 'apiKeyInQuery' } as const;

function securityScheme(scheme: SecurityScheme): Expression {
  switch (scheme.type) {
    case 'basic':
      return symbol('basic');
    case 'bearer':
      return symbol('bearer');
    case 'http':
      return call('httpScheme', literal(scheme.scheme));
    case 'apiKey':
      return call(API_KEY[scheme.in], literal(scheme.parameter));
    case 'mutualTLS':
      return symbol('noCredential');
  }
}

/** Returns the URL of a server, with the defaults of its variables. */
export function serverUrl(server: Server | undefined): string | undefined {
  const defaults = new Map(server?.variables.map((variable) => [variable.name, variable.default]));
  return server?.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}

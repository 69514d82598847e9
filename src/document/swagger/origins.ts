import { formatPointer, isJsonObject, type JsonObject, type JsonPointer, parsePointer } from '../../shared/json.ts';
import { isFormParameter } from './form-body.ts';

type Tokens = readonly string[];

/** Converts a pointer into the upgraded document to a pointer into the Swagger document that the author wrote. */
export function originOf(root: JsonObject, pointer: JsonPointer): JsonPointer {
  return formatPointer(originTokens(root, parsePointer(pointer) ?? []));
}

function originTokens(root: JsonObject, tokens: Tokens): Tokens {
  const [first, second, third, ...rest] = tokens;
  switch (first) {
    case 'openapi':
      return ['swagger'];
    case 'servers':
      return ['x-ms-parameterized-host', 'host', 'basePath'].filter((field) => Object.hasOwn(root, field)).slice(0, 1);
    case 'components':
      return third === undefined
        ? second === undefined
          ? []
          : [SECTIONS[second] ?? '']
        : originOfComponent(second, third, rest);
    case 'paths':
    case 'x-ms-paths':
      return second === undefined || third === undefined
        ? tokens
        : [first, second, ...originInPathItem(valueAt(root, [first, second]), third, rest)];
    default:
      return tokens;
  }
}

const SECTIONS: Readonly<Record<string, string>> = {
  schemas: 'definitions',
  parameters: 'parameters',
  requestBodies: 'parameters',
  responses: 'responses',
  securitySchemes: 'securityDefinitions',
  'x-pagination': 'x-pagination',
  'x-pagination-budgets': 'x-pagination-budgets',
};

function originOfComponent(section: string | undefined, name: string, rest: Tokens): Tokens {
  switch (section) {
    case 'schemas':
      return ['definitions', name, ...rest];
    case 'parameters':
      return ['parameters', name, ...withoutSchema(rest)];
    case 'requestBodies':
      return ['parameters', name, ...rest.slice(2)];
    case 'responses':
      return ['responses', name, ...originInResponse(rest)];
    case 'x-pagination':
    case 'x-pagination-budgets':
      return [section, name, ...rest];
    default:
      return ['securityDefinitions', name, ...(rest[0] === 'flows' ? rest.slice(2) : rest)];
  }
}

function originInPathItem(item: unknown, member: string, rest: Tokens): Tokens {
  if (member === 'parameters') return originInParameters(item, rest);
  const [field, name, ...below] = rest;
  const operation = valueAt(item, [member]);
  if (field === 'parameters') return [member, ...originInParameters(operation, rest.slice(1))];
  if (field === 'requestBody') return originInBody(item, operation, member, rest.slice(1));
  if (field === 'responses' && name !== undefined) return [member, 'responses', name, ...originInResponse(below)];
  return [member, ...rest];
}

/** Handles parameters. OpenAPI 3 has no body and form parameters, so the indices of later parameters are lower. */
function originInParameters(owner: unknown, [index, ...rest]: Tokens): Tokens {
  if (index === undefined) return ['parameters'];
  const kept = parametersOf(owner).filter(({ parameter }) => parameter.in !== 'body' && !isFormParameter(parameter));
  return ['parameters', String(kept[Number(index)]?.index ?? index), ...withoutSchema(rest)];
}

/** Handles `content/<media type>/schema/…` of a body, which comes from the body parameter or from a form field. */
function originInBody(item: unknown, operation: unknown, method: string, rest: Tokens): Tokens {
  const [, , , ...inSchema] = rest;
  for (const [owner, prefix] of [[operation, [method]] as const, [item, []] as const]) {
    const found = parametersOf(owner);
    const body = found.find(({ parameter }) => parameter.in === 'body');
    if (body !== undefined) {
      const below = rest[2] === 'schema' ? ['schema', ...inSchema] : [];
      return [...prefix, 'parameters', String(body.index), ...below];
    }
    const [properties, name, ...below] = inSchema;
    const field = found.find(({ parameter }) => isFormParameter(parameter) && parameter.name === name);
    if (properties === 'properties' && field !== undefined)
      return [...prefix, 'parameters', String(field.index), ...below];
    if (found.some(({ parameter }) => isFormParameter(parameter))) return [...prefix, 'parameters'];
  }
  return [method, 'parameters'];
}

function originInResponse([field, name, part, ...rest]: Tokens): Tokens {
  if (field === 'content') {
    if (part === 'schema') return ['schema', ...rest];
    return part === undefined || name === undefined ? [] : ['examples', name];
  }
  const all = [field, name, part, ...rest].filter((token) => token !== undefined);
  return field === 'headers' && part === 'schema' ? ['headers', name ?? '', ...rest] : all;
}

function withoutSchema(rest: Tokens): Tokens {
  return rest[0] === 'schema' ? rest.slice(1) : rest;
}

function parametersOf(owner: unknown): { parameter: JsonObject; index: number }[] {
  const list = valueAt(owner, ['parameters']);
  if (!Array.isArray(list)) return [];
  return list.flatMap((parameter: unknown, index) => (isJsonObject(parameter) ? [{ parameter, index }] : []));
}

function valueAt(value: unknown, tokens: Tokens): unknown {
  return tokens.reduce(
    (current, token) => (isJsonObject(current) && Object.hasOwn(current, token) ? current[token] : undefined),
    value,
  );
}

/** Converts the tokens of a reference that the author wrote to tokens of the upgraded document. */
export function targetOf(root: JsonObject, tokens: Tokens): Tokens {
  const [section, name, ...rest] = tokens;
  if (section === undefined || name === undefined) return tokens;
  switch (section) {
    case 'definitions':
      return ['components', 'schemas', name, ...rest];
    case 'parameters': {
      const place = valueAt(root, ['parameters', name, 'in']);
      const kind = place === 'body' || place === 'formData' ? 'requestBodies' : 'parameters';
      return ['components', kind, name, ...rest];
    }
    case 'responses':
      return ['components', 'responses', name, ...rest];
    case 'securityDefinitions':
      return ['components', 'securitySchemes', name, ...rest];
    case 'x-pagination':
      return ['components', 'x-pagination', name, ...rest];
    default:
      return tokens;
  }
}

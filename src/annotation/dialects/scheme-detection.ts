import { pageResponseOf } from '../../model/page-bodies.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { formatPointer, isJsonObject, type Located, valueIn } from '../../shared/json.ts';
import type { OperationModel, StrategyAnnotation } from '../annotation.ts';
import { parseDotPath } from './items.ts';
import { bodyPlace } from './request-places.ts';

/**
 * True if a scheme applies to an operation that does not name it (OpenAPI Pagination Schemes Extension, section 6). By
 * default, the operation must have all parameters and body fields of the scheme. A scheme without any fits everything by
 * the letter, and is therefore not used.
 */
export function matchesOperation(scheme: Located, model: OperationModel): boolean {
  const setting = valueIn(scheme, 'autoDetect') ?? true;
  if (setting === false) return false;
  const detection = isJsonObject(setting) ? setting : {};
  const isOn = (key: string, fallback: boolean): boolean =>
    detection[key] === true || (fallback && detection[key] !== false);
  const request = valueIn(scheme, 'request');
  const response = valueIn(scheme, 'response');
  const tests: readonly (readonly [isOn: boolean, names: string[], has: (name: string) => boolean])[] = [
    [isOn('matchQueryParams', true), namesIn(request, 'queryParameters'), (name) => hasParameter(model, name)],
    [isOn('matchBodyFields', true), namesIn(request, 'bodyFields'), (name) => hasBodyField(model, name, scheme)],
    [isOn('matchResponseFields', false), namesIn(response, 'bodyFields'), (name) => hasResponseField(model, name)],
    [isOn('matchHeaders', false), namesIn(response, 'headers'), (name) => hasHeader(model, name)],
  ];
  const results = tests.filter(([on, names]) => on && names.length > 0).map(([, names, has]) => names.every(has));
  return results.length > 0 && (detection.requireAll === false ? results.includes(true) : !results.includes(false));
}

function namesIn(side: unknown, place: string): string[] {
  const fields = isJsonObject(side) ? side[place] : undefined;
  return isJsonObject(fields) ? Object.keys(fields) : [];
}

function hasParameter({ operation }: OperationModel, name: string): boolean {
  return operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name);
}

function hasBodyField(model: OperationModel, name: string, { location }: Located): boolean {
  return bodyPlace(model, parseDotPath(name), location) !== undefined;
}

function hasResponseField({ operation, schemas }: OperationModel, name: string): boolean {
  const page = pageResponseOf(operation);
  return page !== undefined && schemaAt(page.body, formatPointer(parseDotPath(name)), schemas).found;
}

function hasHeader({ operation }: OperationModel, name: string): boolean {
  const headers = pageResponseOf(operation)?.response.headers ?? [];
  return headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}

/** True if the response has every field that a strategy reads. */
export function fits({ groups }: StrategyAnnotation, model: OperationModel): boolean {
  const page = pageResponseOf(model.operation);
  return [...(groups.get('response')?.fields.values() ?? [])].every(({ value }) => {
    const [, pointer] = /^\$response\.body#?(.*)$/s.exec(String(value)) ?? [];
    return pointer === undefined || (page !== undefined && schemaAt(page.body, pointer, model.schemas).found);
  });
}

import type { Answer } from '../send.js';
import { PaginationProtocolError } from './errors.js';
import { at } from './json.js';
import type { ListCall, PageAnswer, ResponseField, StrategySpec } from './strategy.js';

type Carrier = Pick<PageAnswer, 'body' | 'headers'>;

/** The value of a field; undefined where the answer lacks it. */
export function readField(_call: ListCall, answer: Carrier, field: ResponseField): unknown {
  return typeof field === 'string' ? at(answer.body, field) : field.read(answer.headers);
}

/** Reads an answer as its strategy says. Throws `PaginationProtocolError` where it lacks or contradicts what is declared. */
export function readAnswer(call: ListCall, answer: Answer, url: string, past: boolean): PageAnswer {
  const { body, status, headers } = answer;
  const { response } = call.strategy.spec;
  const fields: Partial<StrategySpec['response']> = past ? {} : response;
  const carrier = { body, headers };
  const items = past ? [] : readField(call, carrier, response.items);
  if (!Array.isArray(items)) {
    throw new PaginationProtocolError(
      call.operation.name,
      `status ${status}: expected the page's items, an array, at ${show(response.items)}; found ${kind(items)}`,
    );
  }
  const integer = (field: ResponseField | undefined): number | undefined => readInteger(call, carrier, field);
  return {
    items,
    body,
    status,
    headers,
    url,
    past,
    hasMore: readBoolean(call, carrier, fields.hasMore),
    total: integer(fields.total),
    totalPages: integer(fields.totalPages),
    limit: integer(fields.limit),
  };
}

function readBoolean(call: ListCall, answer: Carrier, field: ResponseField | undefined): boolean | undefined {
  const value = field === undefined ? undefined : readField(call, answer, field);
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
  if (typeof field === 'object' && /^(true|false)$/i.test(String(value))) return String(value).toLowerCase() === 'true';
  throw unexpected(call, field as ResponseField, 'true or false', value);
}

function readInteger(call: ListCall, answer: Carrier, field: ResponseField | undefined): number | undefined {
  const value = field === undefined ? undefined : readField(call, answer, field);
  if (value === undefined || value === null) return undefined;
  const number = typeof field === 'object' && /^\s*-?\d+\s*$/.test(String(value)) ? Number(value) : value;
  if (!Number.isInteger(number)) throw unexpected(call, field as ResponseField, 'an integer', value);
  // Some APIs write -1 for "not counted".
  return (number as number) < 0 ? undefined : (number as number);
}

function unexpected(call: ListCall, field: ResponseField, expected: string, found: unknown): PaginationProtocolError {
  return new PaginationProtocolError(
    call.operation.name,
    `expected ${expected} at ${show(field)}; found ${kind(found)}`,
  );
}

function show(field: ResponseField): string {
  return typeof field === 'string'
    ? field === ''
      ? 'the top of the body'
      : `body#${field}`
    : `header ${field.header}`;
}

function kind(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

import { isJsonMediaType } from '../../model/media-type.ts';
import type { Operation, Response } from '../../model/operation.ts';
import { formatPointer, type JsonValue } from '../../shared/json.ts';
import type { MockAnswer } from './exchange.ts';
import { setValue } from './json-value.ts';
import type { Sample } from './sampler.ts';

/** Answers an operation that is not a list with a sample of its first successful response. */
export function answerPlain({ responses }: Operation, sample: Sample): MockAnswer {
  const response =
    responses.find(({ status }) => /^2/.test(status)) ?? responses.find(({ status }) => status === 'default');
  const status = Number(response?.status);
  const known = { status: Number.isNaN(status) ? 200 : status, headers: {} };
  const [content] = response?.content ?? [];
  if (response === undefined || content === undefined)
    return response === undefined ? known : { ...known, status: 204 };
  const json = response.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (json !== undefined) return { ...known, body: sample(json.schema) };
  const value = sample(content.schema);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { ...known, headers: { 'content-type': content.mediaType }, text };
}

/** Answers with an error as the document describes it. The first text in its body is the message. */
export function answerError({ responses }: Operation, status: number, message: string, sample: Sample): MockAnswer {
  // Names from a document can contain characters that a header field cannot.
  const headers = { 'x-mock-error': message.replaceAll(/[^\x20-\x7E]/g, '?') };
  const json = responseOf(responses, status)?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  const body = json && sample(json.schema);
  const text = body === undefined ? undefined : firstText(body, []);
  if (body === undefined || text === undefined) return { status, headers, body: body ?? { error: message } };
  return { status, headers, body: setValue(body, formatPointer(text), message) };
}

function firstText(value: JsonValue, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = firstText(member, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function responseOf(responses: readonly Response[], status: number): Response | undefined {
  const names = [String(status), `${String(status)[0]}XX`, 'default'];
  return names.flatMap((name) =>
    responses.filter((response) => response.status.toUpperCase() === name.toUpperCase()),
  )[0];
}

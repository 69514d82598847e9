import { expectTypeOf } from 'expect-type';
import {
  type AcceptOptions,
  type ApiError,
  type Busy,
  type Call,
  ContentsClient,
  createClient,
  type GetReportError,
  getReport,
  isApiError,
  patchReport,
  putReport,
  type Report,
  type ServerSentEvent,
  type StatusOf,
  type Streamed,
  sendPerhaps,
  streamEvents,
  streamLines,
  uploadFiles,
} from './contents/index.js';

const client = createClient({ baseUrl: 'https://api.example.com' });
const api = new ContentsClient({ baseUrl: 'https://api.example.com' });
// @ts-expect-error: the document names no server
createClient();
// @ts-expect-error
new ContentsClient({ timeout: 1 });
const id = '1';
declare const file: Blob;

// The result follows `accept`; JSON is the default.
expectTypeOf(getReport(client, { id })).resolves.toEqualTypeOf<Report>();
expectTypeOf(getReport(client, { id }, { timeout: 1 })).resolves.toEqualTypeOf<Report>();
// @ts-expect-error: the result would be of another type
getReport(client, { id }, { accept: undefined });
expectTypeOf(getReport(client, { id }, { accept: 'text/csv' })).resolves.toEqualTypeOf<string>();
expectTypeOf(getReport(client, { id }, { accept: 'application/pdf' })).resolves.toEqualTypeOf<Blob>();
expectTypeOf(getReport(client, { id }, { accept: 'text/event-stream' })).resolves.toEqualTypeOf<
  AsyncIterable<ServerSentEvent<Report>>
>();
expectTypeOf(api.reports.get({ id }, { accept: 'text/csv' })).resolves.toEqualTypeOf<string>();
declare const either: 'text/csv' | 'application/json';
expectTypeOf(getReport(client, { id }, { accept: either })).resolves.toEqualTypeOf<string | Report>();
// @ts-expect-error: not declared
getReport(client, { id }, { accept: 'text/html' });
const options: AcceptOptions<'text/csv'> = { accept: 'text/csv' };
expectTypeOf(getReport(client, { id }, options)).resolves.toEqualTypeOf<string>();

// The body follows `contentType`.
putReport(client, { id, body: { name: 'a' } });
putReport(client, { id, body: 'a;b' }, { contentType: 'text/csv' });
putReport(client, { id, body: { file } }, { contentType: 'multipart/form-data' });
putReport(client, { id, body: file }, { contentType: 'image/*' });
api.reports.put({ id, body: 'a;b' }, { contentType: 'text/csv' });
// @ts-expect-error: text is not the default
putReport(client, { id, body: 'a;b' });
// @ts-expect-error: JSON is not text
putReport(client, { id, body: { name: 'a' } }, { contentType: 'text/csv' });

// Media types of one type are a choice without type parameters.
expectTypeOf(
  putReport(client, { id, body: { name: 'a' } }, { accept: 'application/vnd.report+json' }),
).resolves.toEqualTypeOf<Report | undefined>();
expectTypeOf(
  patchReport(client, { body: { name: 'a' } }, { contentType: 'application/merge-patch+json' }),
).resolves.toBeVoid();
sendPerhaps(client);
sendPerhaps(client, { body: 1 });
sendPerhaps(client, { body: 'x' }, { contentType: 'text/plain' });
// The first in the order JSON, text, bytes, whatever the order of the document.
expectTypeOf(sendPerhaps(client)).resolves.toEqualTypeOf<string>();
expectTypeOf(sendPerhaps(client, {}, { accept: '*/*' })).resolves.toEqualTypeOf<Blob>();

uploadFiles(client, { body: [file] });
uploadFiles(client, { body: new FormData() });

// Streams.
expectTypeOf(streamLines(client)).toExtend<Call<AsyncIterable<Report>>>();
expectTypeOf(streamLines(client)).resolves.toEqualTypeOf<AsyncIterable<Report>>();
for await (const event of await streamEvents(client)) {
  if (event.event === 'report') expectTypeOf(event.data).toEqualTypeOf<Streamed>();
  else expectTypeOf(event.data).toEqualTypeOf<string>();
}

// Errors are a union by status.
export function handle(error: unknown): void {
  if (isApiError(error)) expectTypeOf(error).toEqualTypeOf<ApiError>();
  if (isApiError(error, uploadFiles)) expectTypeOf(error.body).toBeUnknown();
  if (!isApiError(error, getReport)) return;
  expectTypeOf(error).toEqualTypeOf<GetReportError>();
  expectTypeOf(error).toEqualTypeOf<
    | ApiError<undefined, 404>
    | ApiError<Busy, 409 | 423>
    | ApiError<string, 429>
    | ApiError<{ trace?: string | undefined }, StatusOf<5>>
  >();
  if (error.status === 409) expectTypeOf(error.body).toEqualTypeOf<Busy>();
  if (error.status === 503) expectTypeOf(error.body).toEqualTypeOf<{ trace?: string | undefined }>();
  // @ts-expect-error: the operation declares no error of this status
  if (error.status === 418) throw error;
}
const plain: Call<Report> = getReport(client, { id });
void plain;

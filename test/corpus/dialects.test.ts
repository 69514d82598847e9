import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dialectDocuments, dialectTable } from '../../bench/dialect-table.ts';
import { writtenAnnotation } from '../../src/annotation/x-pagination/strategy-object.ts';
import { generate } from '../../src/tasks/generate.ts';
import { lint } from '../../src/tasks/lint.ts';
import { migrate, migrationOverlay } from '../../src/tasks/migrate.ts';

const documents = await dialectDocuments();
const folder = mkdtempSync(join(tmpdir(), 'pagegen-dialects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Overlays that turn documents into ones from which a client can be generated. */
const REPAIRS: Readonly<Record<string, string>> = {
  stackone: `overlay: 1.0.0
info: { title: The scheme that the document forgot, version: '1' }
actions:
  - target: $.components.securitySchemes
    update: { ApiKey: { type: http, scheme: basic } }
`,
};

function repairsOf(vendor: string): string[] {
  const text = REPAIRS[vendor];
  if (text === undefined) return [];
  const file = join(folder, `${vendor}.repair.yaml`);
  writeFileSync(file, text);
  return [file];
}

it('every annotated operation is translated or reported, none is dropped in silence', () => {
  console.log(dialectTable(documents));
  const operations = documents.flatMap(({ operations: each }) => each);
  expect(operations.length).toBeGreaterThanOrEqual(300);
  expect(operations.filter(({ outcome }) => outcome === 'lost')).toEqual([]);
});

interface Label {
  readonly method: string;
  readonly path: string;
  readonly style: string;
  readonly request: Record<string, { readonly in: string; readonly name: string } | undefined>;
  readonly response: Record<string, string | undefined>;
  readonly specCheck: Record<string, unknown>;
}

describe.each(documents)('$vendor', ({ vendor, file, operations }) => {
  const labelled = join(dirname(file), 'labels.json');
  it.runIf(existsSync(labelled))('is read as the labels of the corpus say', () => {
    const labels = JSON.parse(readFileSync(labelled, 'utf8')) as { labels: Label[] };
    const translated = new Map(
      operations.flatMap((each) => (each.outcome === 'translated' ? [[each.name, each]] : [])),
    );
    const differences = labels.labels.flatMap((label) => {
      const found = translated.get(`${label.method} ${label.path}`)?.annotated?.annotations[0];
      return found === undefined ? [] : differencesOf(label, writtenAnnotation(found) as unknown as Written);
    });
    expect(differences).toEqual([]);
  });

  it('migrates to an overlay that verifies and lints clean and generates the same client', async () => {
    const repairs = repairsOf(vendor);
    const result = await migrate({ document: file, overlays: repairs });
    const { text, missed } = migrationOverlay(result);
    expect(missed).toEqual([]);
    const overlay = join(folder, `${vendor}.overlay.yaml`);
    writeFileSync(overlay, text);
    const before = await generate({ document: file, overlays: repairs });
    const after = await generate({ document: file, overlays: [...repairs, overlay] });
    expect(after.files.length).toBeGreaterThan(10);
    expect(after.files).toEqual(before.files);
    // Only annotations that could not be translated are reported.
    const aboutPages = after.diagnostics.filter(
      ({ code, severity }) => severity !== 'info' && /^(dialect|pagination|overlay)-/.test(code),
    );
    const reported = operations.filter(({ outcome }) => outcome === 'reported').length;
    expect(aboutPages.length).toBe(reported);
    const { findings } = await lint({ documents: [file], overlays: [...repairs, overlay] });
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    // Some vendors' examples are not what their schemas say, nor what their servers send.
    expect(errors.filter((code) => code !== 'pagination-example-contradicts')).toEqual([]);
  });
});

interface Written {
  readonly style: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly response: Readonly<Record<string, string>>;
}

/** Fields that the vendor's own document does not have (`specCheck`) are not compared. */
function differencesOf({ method, path, style, request, response, specCheck }: Label, found: Written): string[] {
  const pairs: [string, string | undefined, string | undefined][] = [['style', style, found.style]];
  for (const key of ['cursor', 'offset', 'page', 'limit']) {
    if (specCheck[`request.${key}`] === true) pairs.push([key, request[key]?.name, bareName(found.request?.[key])]);
  }
  const next = found.response['nextCursor'] ?? found.response['nextUrl'];
  if (specCheck['response.items'] === true) pairs.push(['items', response['items'], found.response['items']]);
  if (specCheck['response.next'] === true) pairs.push(['next', response['next'], next]);
  return pairs.flatMap(([what, wanted, given]) =>
    wanted === given ? [] : [`${method} ${path}: ${what} is ${given}, not ${wanted}`],
  );
}

function bareName(text: string | undefined): string | undefined {
  return text?.replace(/^\$request\.(?:query|header)\.|^\//, '');
}

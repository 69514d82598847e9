import type { StrategyAnnotation } from '../../src/annotation/annotation.ts';
import { writtenAnnotation } from '../../src/annotation/x-pagination/strategy-object.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

type Json = { readonly [key: string]: unknown };

export interface Parts {
  /** Fields of the operation `GET /things`. */
  readonly operation: Json;
  /** Properties of the answer, an object. */
  readonly properties?: Json;
  /** The schema of the answer. */
  readonly schema?: Json;
  readonly headers?: Json;
  readonly components?: Json;
}

function documentOf({ operation, properties, schema, headers, components }: Parts): Json {
  const content = { 'application/json': { schema: schema ?? { type: 'object', properties } } };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        get: { operationId: 'list', ...operation, responses: { '200': { description: 'ok', content, headers } } },
      },
    },
    components,
  };
}

/** Reads the annotations of an operation, in the short form of `x-pagination`. A fault is `code: message @pointer`. */
export async function readMarked(parts: Parts): Promise<{
  readonly strategy: Json | undefined;
  readonly declined: boolean | undefined;
  readonly key: string | undefined;
  readonly faults: readonly string[];
}> {
  const { annotated, diagnostics } = await openDocument({
    document: { file: '/api.json', text: JSON.stringify(documentOf(parts)) },
  });
  const [only] = annotated;
  const strategy: StrategyAnnotation | undefined = only?.annotations[0];
  return {
    strategy: strategy && writtenAnnotation(strategy),
    declined: only?.declined,
    key: only?.key,
    faults: diagnostics.map(({ code, message, location }) => `${code}: ${message} @${location.pointer}`),
  };
}

import type { Operation } from '../../src/model/operation.ts';
import { normalizeText, operationOf } from '../model/normalize-text.ts';

export interface Read {
  readonly operation: Operation;
  /** `style` of the strategy, its position and size, what it reads; undefined where the operation is not paginated. */
  readonly strategy: string | undefined;
  /** `line:column` from the annotation's own first line (1), severity unless it is an error, code and message. */
  readonly faults: readonly string[];
}

const BEFORE = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /others: { post: { operationId: others, responses: { '204': { description: ok } } } }
  /things:
    post:
      operationId: list
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: offset, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, maximum: 50 } }
        - { name: cursor, in: query, schema: { type: string } }
        - { name: X-Cursor, in: header, schema: { type: string } }
        - { name: zero, in: query, schema: { type: integer, minimum: 0 } }
      requestBody:
        content: { application/json: { schema: { type: object, properties: { cursor: { type: string }, page: { type: object, properties: { size: { type: integer } } } } } } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  link: { type: string }
                  data: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }
                  meta: { type: object, properties: { next: { type: string }, more: { type: boolean }, pages: { type: integer } } }
`;

/** Reads a document whose one list has these annotations (YAML, as written on the operation). */
export async function readDialect(annotations: string, root = '', before = BEFORE): Promise<Read> {
  const block = annotations
    .trim()
    .split('\n')
    .map((line) => `      ${line}\n`)
    .join('');
  const { model, faults } = await normalizeText(`${before}${block}${root}`);
  const own = before.split('\n').length - 1;
  const operation = operationOf(model, 'list');
  return {
    operation,
    strategy: describe(operation),
    faults: faults.map((fault) => fault.replace(/^(\d+):(\d+)/, (_, line, column) => `${line - own}:${column - 6}`)),
  };
}

function describe({ strategies: [strategy] }: Operation): string | undefined {
  if (strategy === undefined) return undefined;
  const { style, request, response } = strategy;
  const fields = Object.entries({ ...request, ...response }).flatMap(([key, field]) => {
    const value = field as { parameter?: { name: string }; pointer?: string; name?: string };
    if (typeof field === 'number' || key === 'itemCursor') return [`${key} ${field}`];
    const place = value.parameter?.name ?? value.pointer ?? value.name;
    return place === undefined ? [] : [`${key} ${place === '' ? 'all' : place}`];
  });
  return [style, ...fields].join(', ');
}

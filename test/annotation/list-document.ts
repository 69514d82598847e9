import { type Normalized, normalizeText } from '../model/normalize-text.ts';

const PARAMETERS = `
        - { name: skip, in: query, schema: { type: integer, minimum: 0, default: 0 } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 200, default: 100 } }
        - { name: size, in: query, schema: { type: integer } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: capped, in: query, schema: { type: integer, maximum: 50 } }
        - { name: page0, in: query, schema: { type: integer, default: 0 } }
        - { name: page_min0, in: query, schema: { type: integer, minimum: 0 } }
        - { name: pages, in: query, style: deepObject, schema: { type: object, properties: { number: { type: integer } } } }
        - { name: cursor, in: query, schema: { type: string } }
        - { name: ids, in: query, schema: { type: array, items: { type: string } } }
        - { name: json, in: query, content: { application/json: { schema: {} } } }
        - { name: active, in: query, schema: { type: boolean } }
        - { name: since, in: query, schema: { type: string, format: date-time } }
        - { name: since_day, in: query, schema: { type: string, format: date } }
        - { name: order, in: query, schema: { type: string, enum: [created, -created] } }
        - { name: X-Cursor, in: header, schema: { type: string } }
        - { name: tenant, in: header, schema: { type: string } }`;

const RESPONSES = `
        '200':
          description: A page.
          headers:
            X-Next: { schema: { type: string } }
            X-Total: { schema: { type: integer } }
          content: { application/json: { schema: { $ref: '#/components/schemas/ThingList' } } }`;

const SCHEMAS = `
    ThingList:
      type: object
      required: [data]
      properties:
        data: { type: array, items: { $ref: '#/components/schemas/Thing' } }
        has_more: { type: boolean }
        total: { type: integer }
        total_text: { type: string }
        next: { type: [string, 'null'] }
        next_number: { type: integer }
        next_parts: { type: array, items: { type: string } }
        meta: { type: object, properties: { self: { type: string } } }
        open: {}
    Thing:
      type: object
      required: [id, created, day, flag, ratio, nullable]
      properties:
        id: { type: string }
        created: { type: string, format: date-time }
        day: { type: string, format: date }
        updated: { type: string, format: date-time }
        nullable: { type: [string, 'null'], format: date-time }
        flag: { type: boolean }
        ratio: { type: number }
        owner: { type: object, required: [id], properties: { id: { type: string } } }`;

/** Returns the text without its markers «…» and «, and the places that they mark. */
function unmark(text: string): { text: string; places: string[] } {
  const places: string[] = [];
  const lines = text.split('\n').map((line, index) => {
    let rest = line;
    for (let at = rest.indexOf('«'); at >= 0; at = rest.indexOf('«')) {
      places.push(`${index + 1}:${at + 1}`);
      rest = rest.slice(0, at) + rest.slice(at + 1);
    }
    return rest;
  });
  return { text: lines.join('\n'), places };
}

/** YAML of an annotation, put under a key at the depth of `spaces`. */
function indent(text: string, spaces: number): string {
  const pad = ' '.repeat(spaces);
  return text
    .replace(/^\n/, '')
    .split('\n')
    .map((line) => pad + line)
    .join('\n');
}

export interface ListOptions {
  /** YAML of `components.x-pagination`. */
  readonly shared?: string;
  /** YAML of the annotation of POST /search, whose JSON body is `{ query, paging: { cursor, limit }, filters }`. */
  readonly search?: string;
  /** The responses of GET /things. */
  readonly responses?: string;
}

/**
 * A document whose GET /things (`listThings`) is annotated with `annotation`. `«` marks, in any of the texts, where a
 * fault is expected; `places` are the marked lines and columns of the whole document.
 */
export async function normalizeList(
  annotation: string,
  options: ListOptions = {},
): Promise<Normalized & { places: string[] }> {
  const { shared, search } = options;
  const { text, places } = unmark(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters:${PARAMETERS}
      responses:${options.responses ?? RESPONSES}
      x-pagination:
${indent(annotation, 8)}
  /search:
    post:
      operationId: searchThings
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                query: { type: string }
                page: { type: integer }
                limit: { type: integer, enum: [10, 25, 50] }
                paging: { type: object, properties: { cursor: { type: string }, limit: { type: integer } } }
                filters: {}
      responses:${RESPONSES}
      x-pagination:
${indent(search ?? 'false', 8)}
  /export:
    post: { operationId: exportThings, responses: { '204': { description: Done. } } }
components:
  schemas:${SCHEMAS}
${shared === undefined ? '' : `  x-pagination:\n${indent(shared, 4)}\n`}`);
  return { ...(await normalizeText(text)), places };
}

import type { RequestField, ResponseField, Strategy } from '../../ir/pagination.ts';

/**
 * What two strategies of one operation say differently, in words; undefined where they agree. What only one of them
 * says is no contradiction.
 */
export function contradiction(first: Strategy, second: Strategy): string | undefined {
  const [a, b] = [partsOf(first), partsOf(second)];
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other !== undefined && other !== value) return `${name}: \`${value}\` and \`${other}\``;
  }
  return undefined;
}

function partsOf({ style, request, response }: Strategy): Map<string, string> {
  const next = response.nextCursor ?? response.nextUrl;
  const parts: [string, string | undefined][] = [
    ['the style', style],
    ['the position', requestPlace(request.offset ?? request.page ?? request.cursor)],
    ['the page size', requestPlace(request.limit)],
    ['the items', responsePlace(response.items)],
    [
      'what comes next',
      response.itemCursor === undefined ? responsePlace(next) : `${response.itemCursor} of the last item`,
    ],
    ['whether there is more', responsePlace(response.hasMore)],
    ['the total', responsePlace(response.total)],
    ['the number of pages', responsePlace(response.totalPages)],
  ];
  return new Map(parts.filter((part): part is [string, string] => part[1] !== undefined));
}

function requestPlace(field: RequestField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return field.pointer;
  return field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`;
}

function responsePlace(field: ResponseField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'header') return `header ${field.name.toLowerCase()}`;
  return field.pointer === '' ? 'the whole body' : field.pointer;
}

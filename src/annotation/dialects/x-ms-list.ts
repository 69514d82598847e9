import { pageResponseOf } from '../../model/page-bodies.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeValue, keyLocation, type Located, type Location, memberOf } from '../../shared/json.ts';
import { type Annotation, defineExtension, type StrategyAnnotation } from '../annotation.ts';
import { type Fields, locate, ONE_PAGE, paginated, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { findMarks, type MarkedOperation, type MarkedPlace, type Marker, reportUnused } from './markers.ts';
import { firstCursor, firstPosition } from './request-places.ts';
import {
  bodyAt,
  type DialectWriter,
  inexpressible,
  type Member,
  queryAt,
  styleOf,
  type WriteSource,
  type Written,
} from './write/written.ts';

const KEY = 'x-ms-list';

/** The markers of parameters and properties, without `x-ms-list-`. */
const LIST_MARKERS = {
  request: ['continuation-token', 'offset', 'page-index', 'page-size'],
  response: ['continuation-token', 'page-items', 'next-link', 'prev-link', 'first-link', 'last-link'],
} as const;

const ROLES = new Set<string>([...LIST_MARKERS.request, ...LIST_MARKERS.response]);
const POSITIONS = ['continuation-token', 'offset', 'page-index'];

/**
 * Microsoft's markers, which correspond to TypeSpec's decorators: `x-ms-list` on the operation, `x-ms-list-…` on
 * parameters and on properties of the response.
 */
export const xMsList = defineExtension({
  key: KEY,
  dialect: true,
  places: ['operation'],
  markerFault(key, value) {
    if (!key.startsWith(`${KEY}-`)) return undefined;
    if (!ROLES.has(key.slice(KEY.length + 1)))
      return `\`${key}\` is not a marker that pagegen knows, so it has no effect.`;
    return typeof value === 'boolean' ? undefined : `\`${key}\` must be true or false; found ${describeValue(value)}.`;
  },
  open(document) {
    const isMarked = [...document.keys].some((key) => key.startsWith(KEY));
    return (owner, model) => {
      const node = memberOf(owner, KEY);
      if (!isMarked) return undefined;
      if (node?.value === false) return ONE_PAGE;
      if (node !== undefined && node.value !== true) {
        const message = `\`${KEY}\` must be true or false; found ${describeValue(node.value)}.`;
        untranslated(document.report, message, node.location);
      }
      const marks = findMarks(model, document, readMarkers);
      const first = POSITIONS.flatMap((role) => marks.request.get(role)?.expression ?? [])[0];
      const place = node?.value === true ? node : first;
      return place && translate({ node: place, marks, model, report: document.report });
    };
  },
});

function readMarkers(node: Located): Marker[] {
  return [...ROLES].flatMap((role) => {
    const marker = memberOf(node, `${KEY}-${role}`);
    return marker?.value === true ? [{ role, location: marker.location }] : [];
  });
}

function translate(source: MarkedOperation): Annotation | undefined {
  const { marks, report } = source;
  for (const which of ['first', 'last']) {
    const other = marks.response.get(`${which}-link`);
    if (other === undefined) continue;
    untranslated(report, `Links to the ${which} page are not followed.`, keyLocation(other.location));
  }
  const found =
    byLink(source) ?? byToken(source) ?? counted(source, 'offset') ?? counted(source, 'page') ?? none(source);
  reportUnused(source, found, POSITIONS);
  return paginated(found);
}

function none({ node, marks, report }: MarkedOperation): undefined {
  if (marks.request.has('continuation-token')) {
    const hint = `Mark the field of the response that has the next token with \`${KEY}-continuation-token\` too.`;
    return unpaginated(report, 'The token of the next page is marked in the request only.', node.location, hint);
  }
  const hint = `Mark the parameter that selects a page with \`${KEY}-continuation-token\`, or the link with \`${KEY}-next-link\`.`;
  return unpaginated(report, 'Neither a parameter nor a response property is marked for pages.', node.location, hint);
}

function byLink(source: MarkedOperation): StrategyAnnotation | undefined {
  const link = source.marks.response.get('next-link');
  if (link === undefined) return undefined;
  if (link.header?.toLowerCase() === 'link') return make(source, 'link-header', {}, {});
  const back = source.marks.response.get('prev-link');
  return make(source, 'next-url', {}, { nextUrl: placeOf(link), prevUrl: back && placeOf(back) });
}

function byToken(source: MarkedOperation): StrategyAnnotation | undefined {
  const cursor = source.marks.request.get('continuation-token');
  const next = source.marks.response.get('continuation-token');
  if (cursor === undefined || next === undefined) return undefined;
  const back = source.marks.response.get('prev-link');
  if (back !== undefined) {
    untranslated(source.report, 'Lists with a token have no link to the previous page.', keyLocation(back.location));
  }
  const request = { cursor: cursor.expression, start: firstCursor(cursor) };
  return make(source, `cursor-${cursor.in}`, request, { nextCursor: placeOf(next) });
}

function counted(source: MarkedOperation, style: 'offset' | 'page'): StrategyAnnotation | undefined {
  const position = source.marks.request.get(style === 'page' ? 'page-index' : 'offset');
  if (position === undefined) return undefined;
  const start = firstPosition(source.model, position, style === 'page' ? 1 : 0);
  return make(source, style, { [style]: position.expression, start }, {});
}

function make(
  { node, marks, model, report }: MarkedOperation,
  style: Parameters<typeof strategy>[1],
  request: Fields,
  response: Fields,
): StrategyAnnotation | undefined {
  const items = marks.response.get('page-items');
  const named = items?.header === undefined ? items && locate(items.pointer, items.location) : undefined;
  return strategy(node.location, style, {
    request: { ...request, limit: marks.request.get('page-size')?.expression },
    response: { items: itemsOr(model, named, { key: KEY, location: node.location, report }), ...response },
  });
}

function placeOf({ pointer, header, location }: MarkedPlace): Located<string> {
  if (header !== undefined) return locate(`$response.header.${header}`, location);
  return responsePlace(locate(pointer, location));
}

/** Microsoft's markers on query parameters and on properties of the response. */
export const listWriter: DialectWriter = { key: KEY, write };

const POSITION_MARKERS: Readonly<Record<string, readonly [key: string, marker: string]>> = {
  offset: ['offset', 'offset'],
  page: ['page', 'page-index'],
  'cursor-query': ['cursor', 'continuation-token'],
};

function write(source: WriteSource): Written {
  const style = styleOf(source);
  const members: Member[] = [{ at: source.model.operation.location, key: KEY, value: true }];
  const said: string[] = [];
  const mark = (at: Location | undefined, marker: string, field: string): boolean => {
    if (at !== undefined) {
      members.push({ at, key: `${KEY}-${marker}`, value: true });
      said.push(field);
    }
    return at !== undefined;
  };
  if (!mark(propertyAt(source, 'items'), 'page-items', 'response.items')) {
    return inexpressible('The items must be a property of the response.');
  }
  mark(parameterAt(source, 'limit'), 'page-size', 'request.limit');
  const position = POSITION_MARKERS[style];
  if (position !== undefined) {
    const [key, marker] = position;
    if (!mark(parameterAt(source, key), marker, `request.${key}`))
      return inexpressible('The position must be a query parameter.');
    if (style !== 'cursor-query' || mark(propertyAt(source, 'nextCursor'), marker, 'response.nextCursor')) {
      return { kind: 'written', members, said };
    }
    return inexpressible('The next cursor must be a property of the response.');
  }
  if (style === 'next-url' && mark(propertyAt(source, 'nextUrl'), 'next-link', 'response.nextUrl')) {
    mark(propertyAt(source, 'prevUrl'), 'prev-link', 'response.prevUrl');
    return { kind: 'written', members, said };
  }
  return inexpressible('The position must be a query parameter, or a link that is a property of the response.');
}

function parameterAt(source: WriteSource, key: string): Location | undefined {
  const name = queryAt(source, key);
  return source.model.operation.parameters.find((each) => each.in === 'query' && each.name === name)?.location;
}

function propertyAt(source: WriteSource, key: string): Location | undefined {
  const pointer = bodyAt(source, key);
  const page = pageResponseOf(source.model.operation);
  if (pointer === undefined || pointer === '' || page === undefined) return undefined;
  const lookup = schemaAt(page.body, pointer, source.model.schemas);
  return lookup.found ? lookup.schema.location : undefined;
}

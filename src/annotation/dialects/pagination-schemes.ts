import { pageResponseOf } from '../../model/page-bodies.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { kindsOf } from '../../model/schema-kinds.ts';
import type { Report } from '../../shared/diagnostic.ts';
import {
  describeValue,
  elementsOf,
  formatPointer,
  isJsonObject,
  type Located,
  memberOf,
  membersOf,
} from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { defineExtension, type OperationModel, type StrategyAnnotation } from '../annotation.ts';
import { isSchemeReference } from '../x-pagination/x-pagination.ts';
import { type Fields, locate, paginated, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, parseDotPath, responsePlace } from './items.ts';
import { bodyPlace, firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';
import { fits, matchesOperation } from './scheme-detection.ts';

const KEY = 'paginationSchemes';

/**
 * The OpenAPI Pagination Schemes Extension 0.3: schemes in `components.paginationSchemes`, to which an operation refers
 * by `x-pagination: [{ scheme, overrides }]`, or which apply because the operation has their parameters.
 */
export const paginationSchemes = defineExtension({
  key: KEY,
  dialect: true,
  open({ root, follow, report }) {
    const components = memberOf(root, 'components');
    const node = components && memberOf(components, KEY);
    const schemes = new Map<string, Located>();
    for (const [name, written] of node === undefined ? [] : membersOf(node)) {
      const scheme = follow(written);
      if (scheme === undefined) continue;
      schemes.set(name, scheme);
      if (scheme === written) reportUnread(scheme, report);
    }
    return (owner, model) => {
      const written = memberOf(owner, 'x-pagination');
      if (written === undefined) return detected(schemes, model, owner);
      if (!isSchemeReference(written.value)) return undefined;
      for (const reference of elementsOf(written)) {
        const read = referenced(reference, schemes, model, report);
        if (read !== undefined) return paginated({ ...read, location: written.location });
      }
      return undefined;
    };
  },
});

function referenced(
  reference: Located,
  schemes: ReadonlyMap<string, Located>,
  model: OperationModel,
  report: Report,
): StrategyAnnotation | undefined {
  const name = memberOf(reference, 'scheme')!;
  const scheme = schemes.get(String(name.value));
  if (scheme !== undefined && !isJsonObject(scheme.value)) {
    const reason = `The scheme \`${name.value}\` must be an object; found ${describeValue(scheme.value)}.`;
    return unpaginated(report, reason, scheme.location);
  }
  if (scheme !== undefined) {
    return translate({ scheme, overrides: memberOf(reference, 'overrides'), model, report, location: name.location });
  }
  const { hint } = suggestName(String(name.value), schemes.keys());
  return unpaginated(report, `\`components.${KEY}\` has no scheme \`${name.value}\`.`, name.location, hint);
}

/** Returns the first scheme that fits an operation without an annotation. Nobody wrote that it must, so nothing is reported. */
function detected(schemes: ReadonlyMap<string, Located>, model: OperationModel, owner: Located) {
  for (const scheme of schemes.values()) {
    if (!matchesOperation(scheme, model)) continue;
    const found = translate({ scheme, overrides: undefined, model, report: () => {}, location: owner.location });
    if (found !== undefined && fits(found, model)) return paginated(found);
  }
  return undefined;
}

interface Source {
  readonly scheme: Located;
  /** Merged over the scheme: fields that it adds or changes come first. */
  readonly overrides: Located | undefined;
  readonly model: OperationModel;
  readonly report: Report;
  readonly location: Located['location'];
}

function translate(source: Source): StrategyAnnotation | undefined {
  const { scheme, overrides, model, report, location } = source;
  const type = (overrides && memberOf(overrides, 'type')) ?? memberOf(scheme, 'type');
  if (type?.value === 'rangeWindow') {
    return unpaginated(report, 'Windows of time are not pages, and cannot be translated.', type.location);
  }
  const [sync] = fieldsWithRole(source, 'request', 'syncToken');
  if (sync !== undefined) {
    untranslated(report, 'Sync tokens are not sent: each walk returns the whole list.', sync.node.location);
  }
  const link = responseField(source, 'nextLink');
  if (link !== undefined) return byLink(source, link);
  const token = requestPlace(source, ['pageToken', 'cursor']);
  if (token !== undefined) return byToken(source, token);
  const offset = requestPlace(source, ['offset']);
  if (offset !== undefined)
    return make(
      source,
      'offset',
      { offset: offset.expression, start: firstPosition(model, offset, 0) },
      counts(source),
    );
  const page = requestPlace(source, ['page']);
  if (page !== undefined)
    return make(source, 'page', { page: page.expression, start: firstPosition(model, page, 1) }, counts(source));
  return unpaginated(report, 'The operation has no parameter with a role that selects a page.', location);
}

function byLink(source: Source, { place, name, node }: Field): StrategyAnnotation | undefined {
  if (place === 'headers' && name.toLowerCase() === 'link') return make(source, 'link-header', {}, counts(source));
  const nextUrl = responseExpression({ place, name, node });
  return make(source, 'next-url', {}, { nextUrl, ...counts(source), prevUrl: wayBack(source, 'previousLink') });
}

/** Returns a list with a token. Some have a parameter of its own for the token of the page before. */
function byToken(source: Source, token: RequestPlace): StrategyAnnotation | undefined {
  const next = responseField(source, 'nextPageToken', 'nextCursor');
  if (next === undefined) {
    return unpaginated(source.report, 'The response has no field with the role nextPageToken.', source.location);
  }
  const request = { cursor: token.expression, start: firstCursor(token) };
  const prevCursor = wayBack(source, 'previousPageToken', 'previousCursor');
  const backCursor = prevCursor && requestPlace(source, ['previousPageToken'])?.expression;
  const nextCursor = responseExpression(next);
  return make(source, `cursor-${token.in}`, { ...request, backCursor }, { nextCursor, ...counts(source), prevCursor });
}

/** Returns the token or link of the page before. Schemes are shared, so that the field may be one of other operations. */
function wayBack(source: Source, ...roles: string[]): Located<string> | undefined {
  const field = fieldsWithRole(source, 'response', ...roles).find((each) => isDeclared(each, source.model));
  return field && responseExpression(field);
}

function counts(source: Source): Fields {
  const place = (role: string): Located<string> | undefined => {
    const field = responseField(source, role);
    return field && responseExpression(field);
  };
  return { total: place('totalCount'), totalPages: place('totalPages') };
}

function make(source: Source, style: Parameters<typeof strategy>[1], request: Fields, response: Fields) {
  const { model, report, location } = source;
  const limit = requestPlace(source, ['pageSize'])?.expression;
  const items = itemsOr(model, itemsField(source), { key: KEY, location, report });
  return strategy(location, style, { request: { ...request, limit }, response: { items, ...response } });
}

/** Returns the place of the items. Without an envelope it is the body, if that is an array. */
function itemsField({ scheme, overrides, model, location }: Source): Located<string> | undefined {
  for (const owner of [overrides, scheme]) {
    const envelope = memberIn(owner, ['response', 'envelope']);
    const field = envelope && memberOf(envelope, 'itemsField');
    if (typeof field?.value === 'string') return locate(formatPointer(parseDotPath(field.value)), field.location);
    if (field?.value === null) return locate('', field.location);
  }
  const page = pageResponseOf(model.operation);
  return page !== undefined && kindsOf(page.body, model.schemas).has('array') ? locate('', location) : undefined;
}

/** A field of a scheme: a parameter, a field of a body or a header. */
interface Field {
  readonly place: string;
  readonly name: string;
  readonly node: Located;
}

const PLACES = {
  request: ['queryParameters', 'bodyFields', 'headerFields'],
  response: ['bodyFields', 'headers'],
} as const;

function fieldsOf(owner: Located | undefined, side: 'request' | 'response'): Field[] {
  return PLACES[side].flatMap((place) => {
    const fields = memberIn(owner, [side, place]);
    return (fields === undefined ? [] : membersOf(fields)).map(([name, node]) => ({ place, name, node }));
  });
}

/** Returns the fields with one of these roles, those of the overrides first. */
function fieldsWithRole({ scheme, overrides }: Source, side: 'request' | 'response', ...roles: string[]): Field[] {
  return [overrides, scheme]
    .flatMap((owner) => fieldsOf(owner, side))
    .filter(({ node }) => roles.includes(String(memberOf(node, 'role')?.value)));
}

/** The roles that a strategy can have. */
const ROLES = {
  request: ['page', 'pageSize', 'offset', 'pageToken', 'cursor', 'previousPageToken', 'syncToken'],
  response: [
    ...['nextPageToken', 'nextCursor', 'nextLink', 'previousPageToken', 'previousCursor', 'previousLink'],
    ...['totalCount', 'totalPages', 'nextSyncToken'],
  ],
} as const;

/** Reports the fields of a scheme whose role is not read. Sync tokens are reported where an operation uses them. */
function reportUnread(scheme: Located, report: Report): void {
  for (const side of ['request', 'response'] as const) {
    for (const { name, node } of fieldsOf(scheme, side)) {
      const role = memberOf(node, 'role');
      if (role === undefined || ROLES[side].some((known) => known === role.value)) continue;
      const message = `The role of \`${name}\`, ${JSON.stringify(role.value)}, has no effect here and is ignored.`;
      untranslated(report, message, role.location);
    }
  }
}

/** Finds the field with one of these roles: the first that the response declares, or else the first. */
function responseField(source: Source, ...roles: string[]): Field | undefined {
  const fields = fieldsWithRole(source, 'response', ...roles);
  return fields.find((field) => isDeclared(field, source.model)) ?? fields[0];
}

/** True for a field of the body that the response declares. */
function isDeclared({ place, name }: Field, { operation, schemas }: OperationModel): boolean {
  const page = pageResponseOf(operation);
  const isInBody = place === 'bodyFields' && page !== undefined;
  return isInBody && schemaAt(page.body, formatPointer(parseDotPath(name)), schemas).found;
}

/** Finds the first place with one of these roles that the operation declares. */
function requestPlace(source: Source, roles: readonly string[]): RequestPlace | undefined {
  for (const { place, name, node } of fieldsWithRole(source, 'request', ...roles)) {
    const found =
      place === 'bodyFields'
        ? bodyPlace(source.model, parseDotPath(name), node.location)
        : parameterPlace(source.model, name, node.location);
    if (found !== undefined) return found;
  }
  return undefined;
}

function responseExpression({ place, name, node }: Field): Located<string> {
  if (place === 'headers') return locate(`$response.header.${name}`, node.location);
  return responsePlace(locate(formatPointer(parseDotPath(name)), node.location));
}

function memberIn(owner: Located | undefined, path: readonly string[]): Located | undefined {
  return path.reduce<Located | undefined>((node, key) => node && memberOf(node, key), owner);
}

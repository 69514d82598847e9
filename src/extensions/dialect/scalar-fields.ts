import type { Report } from '../../diagnostics/diagnostic.ts';
import { formatPointer } from '../../ir/json-pointer.ts';
import { elementsOf, type Located, memberOf, membersOf } from '../../ir/located.ts';
import type { OperationModel } from '../extension.ts';
import { responsePlace } from './items.ts';
import { bodyPlace, parameterPlace, type RequestPlace } from './request-places.ts';
import { said, untranslated } from './translation.ts';

/** A field of a scheme: its name there, and what it says. */
export interface Entry {
  readonly key: string;
  readonly node: Located;
}

/** Where a field of the response is read from. */
export function placeOf(entry: Entry): Located<string> {
  const { key, node } = entry;
  if (memberOf(node, 'location')?.value === 'header') {
    const name = textIn(node, 'headerName') ?? key;
    return said(`$response.header.${name}`, node.location);
  }
  const deeper = memberOf(node, 'cursorPath');
  return responsePlace(said(formatPointer([...pathOf(entry), ...(deeper ? tokensOf(deeper) : [])]), node.location));
}

/** Where a field of the request goes; undefined, and reported, where the operation has no such place. */
export function requestPlace(
  entry: Entry | undefined,
  scheme: Located,
  model: OperationModel,
  report: Report,
): RequestPlace | undefined {
  if (entry === undefined) return undefined;
  const { key, node } = entry;
  const name = textIn(node, 'param') ?? key;
  const location = textIn(node, 'location') ?? textIn(scheme, 'paramLocation') ?? 'query';
  const inBody = memberOf(node, 'path') ?? memberOf(node, 'property');
  const place =
    location === 'body'
      ? bodyPlace(model, inBody === undefined ? [name] : tokensOf(inBody), node.location)
      : parameterPlace(model, name, node.location);
  if (place === undefined) untranslated(report, `The operation has no input \`${name}\` there.`, node.location);
  return place;
}

/** The names that lead to a field of the response: those that it says, else its own. */
export function pathOf({ key, node }: Entry): string[] {
  const path = memberOf(node, 'path') ?? memberOf(node, 'property');
  return path === undefined ? [key] : tokensOf(path);
}

/** A path is a list of names, or one name. */
export function tokensOf(node: Located): string[] {
  return Array.isArray(node.value) ? elementsOf(node).map(({ value }) => String(value)) : [String(node.value)];
}

function textIn(node: Located, key: string): string | undefined {
  const value = memberOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The fields of one side of a scheme. */
export function entriesOf(scheme: Located, group: 'request' | 'response'): Entry[] {
  const node = memberOf(scheme, group);
  return (node === undefined ? [] : membersOf(node)).map(([key, member]) => ({ key, node: member }));
}

/** The first field that plays one of these roles. */
export function withRole(entries: readonly Entry[], roles: readonly string[]): Entry | undefined {
  return entries.find(({ node }) => roles.includes(String(memberOf(node, 'type')?.value)));
}

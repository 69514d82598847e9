import { type JsonValue, keyLocation, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import type { RequestBody, Response, ResponseHeader, ResponseLink } from '../operation.ts';
import { readContent, readSchemaOrContent } from './content.ts';
import { type Context, readOnce, reportFault } from './context.ts';
import {
  booleanIn,
  expectNeeded,
  expectObject,
  membersIn,
  neededMembersIn,
  optionalField,
  stringIn,
  tolerate,
} from './expect.ts';
import { namedExamplesIn } from './schema-notes.ts';

/** Reads a Request Body Object or a reference to one. If it has no media type, reports that and returns undefined. */
export function readRequestBody(ctx: Context, reference: Located): RequestBody | undefined {
  const node = expectNeeded(ctx, reference, '`requestBody`');
  if (node === undefined) return undefined;
  const content = readContent(ctx, node);
  if (memberOf(node, 'content') === undefined) {
    const message = 'A request body needs `content` with at least one media type; the client sends no body.';
    reportFault(ctx, 'missing-field', message, node.location);
  }
  if (content.length === 0) return undefined;
  return {
    required: booleanIn(ctx, node, 'required') ?? false,
    ...optionalField('description', stringIn(ctx, node, 'description')),
    content,
    location: node.location,
  };
}

/** Reads the Responses Object of an operation, in document order. */
export function readResponses(ctx: Context, operation: Located): Response[] {
  const members = neededMembersIn(ctx, operation, 'responses');
  const declared = new Set(members.map(([status]) => status));
  return members.flatMap(([written, reference]) => {
    const status = written.startsWith('x-') ? undefined : readStatus(ctx, written, reference, declared);
    const response = status === undefined ? undefined : readResponse(ctx, status, reference);
    return response === undefined ? [] : [response];
  });
}

const STATUS = /^([1-5](\d\d|XX)|default)$/;

/** Reads a status. A range or `default` in other letters is read as it is meant, unless that is declared too. */
function readStatus(
  ctx: Context,
  written: string,
  { location }: Located,
  declared: ReadonlySet<string>,
): string | undefined {
  if (STATUS.test(written)) return written;
  const meant = /^default$/i.test(written) ? 'default' : written.toUpperCase();
  const isKnown = STATUS.test(meant) && !declared.has(meant);
  const reading = isKnown ? `reads it as \`${meant}\`` : 'ignores it';
  const message = `\`${written}\` is not a response status; expected a status such as 200, a range such as 2XX, or \`default\`. pagegen ${reading}.`;
  reportFault(ctx, 'invalid-value', message, keyLocation(location), isKnown ? { hint: `Write \`${meant}\`.` } : {});
  return isKnown ? meant : undefined;
}

/** Reads a Response Object or a reference to one. */
function readResponse(ctx: Context, status: string, reference: Located): Response | undefined {
  const what = `The response \`${status}\``;
  if (reference.value === null) {
    tolerate(ctx, reference, `${what} is empty; pagegen reads it as a response without content.`);
    return { status, content: [], headers: [], location: reference.location };
  }
  // Without an error that it declares, an operation can be called all the same.
  const expect = /^[45]/.test(status) ? expectObject : expectNeeded;
  const node = expect(ctx, reference, what);
  return node && { status, ...readOnce(ctx, 'response', reference, node, readResponseObject) };
}

function readResponseObject(ctx: Context, node: Located): Omit<Response, 'status'> {
  return {
    ...optionalField('description', stringIn(ctx, node, 'description')),
    content: readContent(ctx, node),
    headers: readHeaders(ctx, node),
    ...optionalField('nextLink', readNextLink(ctx, node)),
    location: node.location,
  };
}

/** Reads the link called `next`. It is evidence only, so nothing about it is reported. */
function readNextLink(ctx: Context, response: Located): ResponseLink | undefined {
  const links = memberOf(response, 'links');
  const [, reference] = (links === undefined ? [] : membersOf(links)).find(([name]) => NEXT.test(name)) ?? [];
  const link = reference && ctx.document.follow(reference);
  const operationId = link && valueIn(link, 'operationId');
  const parameters = link && memberOf(link, 'parameters');
  if (typeof operationId !== 'string' || parameters === undefined) return undefined;
  const entries = membersOf(parameters).map(([name, { value }]): [string, JsonValue] => [name, value as JsonValue]);
  return { operationId, parameters: new Map(entries) };
}

const NEXT = /^(get)?[-_]?next([-_]?(page|link))?$/i;

/** Reads the headers of a response. OpenAPI ignores `Content-Type` here (3.1.0 section 4.8.17.1). */
function readHeaders(ctx: Context, response: Located): ResponseHeader[] {
  return membersIn(ctx, response, 'headers').flatMap(([name, reference]) => {
    if (name.toLowerCase() === 'content-type') return [];
    const node = expectObject(ctx, reference, `The header \`${name}\``);
    // Its value arrives all the same: only its type is unknown.
    if (node === undefined)
      return [{ name, schema: { kind: 'unknown', location: reference.location }, required: false }];
    const header = readOnce(ctx, 'header', reference, node, (watched) => {
      const { schema } = readSchemaOrContent(watched, node, `The header \`${name}\``);
      return {
        schema,
        required: booleanIn(watched, node, 'required') ?? false,
        ...optionalField('description', stringIn(watched, node, 'description')),
        ...optionalField('example', namedExamplesIn(watched, node)[0]),
      };
    });
    return [{ name, ...header }];
  });
}

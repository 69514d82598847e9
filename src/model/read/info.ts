import { type Located, memberOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ApiModel } from '../api.ts';
import type { Server, ServerVariable } from '../operation.ts';
import type { ExternalDocs } from '../schema.ts';
import { type Context, reportFault } from './context.ts';
import {
  elementsIn,
  expectObject,
  memberIn,
  membersIn,
  objectIn,
  optionalField,
  requiredStringIn,
  stringIn,
  stringsIn,
} from './expect.ts';

/** Reads the Info Object (OpenAPI 3.1.0 section 4.8.2). */
export function readInfo(ctx: Context): Pick<ApiModel, 'title' | 'titleLocation' | 'version' | 'description'> {
  const info = objectIn(ctx, ctx.document.root, 'info');
  // Its absence is a fault of the whole document and was reported before references were resolved.
  if (info === undefined) return { title: '', version: '' };
  return {
    title: requiredStringIn(ctx, info, 'title', '`info`', 'pagegen reads it as an empty one') ?? '',
    ...optionalField('titleLocation', memberOf(info, 'title')?.location),
    version: requiredStringIn(ctx, info, 'version', '`info`', 'pagegen reads it as an empty one') ?? '',
    ...optionalField('description', stringIn(ctx, info, 'description')),
  };
}

/** Reads the Tag Objects of the document (OpenAPI 3.1.0 section 4.8.22). */
export function readTags(ctx: Context): ApiModel['tags'] {
  return elementsIn(ctx, ctx.document.root, 'tags').flatMap((element) => {
    const node = expectObject(ctx, element, 'A tag');
    const name = node && requiredStringIn(ctx, node, 'name', 'A tag');
    if (node === undefined || name === undefined) return [];
    const description = stringIn(ctx, node, 'description') ?? stringIn(ctx, node, 'summary');
    return [
      {
        name,
        ...optionalField('description', description),
        ...optionalField('externalDocs', readExternalDocs(ctx, node)),
      },
    ];
  });
}

/** Reads an External Documentation Object (OpenAPI 3.1.0 section 4.8.11). */
export function readExternalDocs(ctx: Context, owner: Located): ExternalDocs | undefined {
  const docs = objectIn(ctx, owner, 'externalDocs');
  const url = docs && requiredStringIn(ctx, docs, 'url', '`externalDocs`');
  if (docs === undefined || url === undefined) return undefined;
  return { url, ...optionalField('description', stringIn(ctx, docs, 'description')) };
}

/**
 * Reads the `servers` of the document, a path item or an operation. Returns undefined if the field is missing, or if no
 * server of an inner list can be used.
 *
 * @param outer the servers of the document, whose variables the URLs of inner servers may use
 */
export function readServers(ctx: Context, owner: Located, outer?: readonly Server[]): Server[] | undefined {
  if (memberIn(ctx, owner, 'servers') === undefined) return undefined;
  const elements = elementsIn(ctx, owner, 'servers');
  const servers = elements.flatMap((element) => readServer(ctx, element, outer ?? []) ?? []);
  return servers.length < elements.length && servers.length === 0 && outer !== undefined ? undefined : servers;
}

/** Reads a Server Object (OpenAPI 3.1.0 section 4.8.5). Returns undefined if its URL cannot be built. */
function readServer(ctx: Context, element: Located, outer: readonly Server[]): Server | undefined {
  const node = expectObject(ctx, element, 'A server');
  const url = node && requiredStringIn(ctx, node, 'url', 'A server');
  if (node === undefined || url === undefined) return undefined;
  const declared = membersIn(ctx, node, 'variables');
  const variables = declared.flatMap(([name, value]) => readServerVariable(ctx, name, value) ?? []);
  const known = new Set(variables.map(({ name }) => name));
  for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
    if (name === undefined || known.has(name)) continue;
    const inherited = outer.flatMap((server) => server.variables).find((variable) => variable.name === name);
    const names = declared.map(([each]) => each);
    // If the variable is declared without a usable default, that was reported.
    if (!names.includes(name)) reportUndeclared(ctx, memberOf(node, 'url') ?? node, name, inherited, names);
    if (inherited === undefined) return undefined;
    known.add(name);
    variables.push(inherited);
  }
  return { url, ...optionalField('description', stringIn(ctx, node, 'description')), variables };
}

function reportUndeclared(
  ctx: Context,
  { location }: Located,
  name: string,
  inherited: ServerVariable | undefined,
  names: readonly string[],
): void {
  const reading =
    inherited === undefined
      ? 'pagegen ignores this server'
      : 'pagegen uses the variable of that name from the servers of the document';
  const message = `The server URL has the variable \`{${name}}\`, which \`variables\` does not declare; ${reading}.`;
  reportFault(ctx, 'undeclared-server-variable', message, location, didYouMean(name, names));
}

function readServerVariable(ctx: Context, name: string, value: Located): ServerVariable | undefined {
  const owner = `The server variable \`${name}\``;
  const node = expectObject(ctx, value, owner);
  if (node === undefined) return undefined;
  const values = memberOf(node, 'enum') === undefined ? undefined : stringsIn(ctx, node, 'enum');
  const reading = values?.[0] === undefined ? 'pagegen ignores it' : `pagegen uses \`${values[0]}\``;
  const fallback = requiredStringIn(ctx, node, 'default', owner, reading) ?? values?.[0];
  if (fallback === undefined) return undefined;
  const isListed = values?.includes(fallback) ?? true;
  if (values !== undefined && !isListed) {
    const message = `${owner} has the default \`${fallback}\`, which is not in its \`enum\`: ${values.join(', ')}; pagegen allows it too.`;
    reportFault(ctx, 'invalid-value', message, memberOf(node, 'default')!.location, didYouMean(fallback, values));
  }
  return {
    name,
    default: fallback,
    ...optionalField('enum', values && (isListed ? values : [fallback, ...values])),
    ...optionalField('description', stringIn(ctx, node, 'description')),
  };
}

import { type Located, memberOf, membersOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ApiModel } from '../api.ts';
import type { Server, ServerVariable } from '../operation.ts';
import type { ExternalDocs } from '../schema.ts';
import { type Context, reportFault } from './context.ts';
import {
  elementsIn,
  expectObject,
  memberIn,
  objectIn,
  optionalField,
  requiredStringIn,
  stringIn,
  stringsIn,
} from './expect.ts';

/** Reads the Info Object (OpenAPI 3.1.0 section 4.8.2). */
export function readInfo(ctx: Context): Pick<ApiModel, 'title' | 'version' | 'description'> {
  const info = objectIn(ctx, ctx.document.root, 'info');
  // Its absence is a fault of the whole document and was reported before references were resolved.
  if (info === undefined) return { title: '', version: '' };
  return {
    title: requiredStringIn(ctx, info, 'title', '`info`') ?? '',
    version: requiredStringIn(ctx, info, 'version', '`info`') ?? '',
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

/** Reads the `servers` of the document, a path item or an operation. Returns undefined if the field is missing. */
export function readServers(ctx: Context, owner: Located): Server[] | undefined {
  if (memberIn(ctx, owner, 'servers') === undefined) return undefined;
  return elementsIn(ctx, owner, 'servers').flatMap((element) => {
    const server = readServer(ctx, element);
    return server === undefined ? [] : [server];
  });
}

/** Reads a Server Object (OpenAPI 3.1.0 section 4.8.5). */
function readServer(ctx: Context, element: Located): Server | undefined {
  const node = expectObject(ctx, element, 'A server');
  const url = node && requiredStringIn(ctx, node, 'url', 'A server');
  if (node === undefined || url === undefined) return undefined;
  const variablesNode = objectIn(ctx, node, 'variables');
  const variables = (variablesNode === undefined ? [] : membersOf(variablesNode)).flatMap(([name, value]) => {
    const variable = readServerVariable(ctx, name, value);
    return variable === undefined ? [] : [variable];
  });
  const declared = variablesNode === undefined ? [] : membersOf(variablesNode).map(([name]) => name);
  for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
    if (name === undefined || declared.includes(name)) continue;
    const message = `The server URL has the variable \`{${name}}\`, which \`variables\` does not declare.`;
    const { location } = memberOf(node, 'url')!;
    reportFault(ctx, 'undeclared-server-variable', message, location, didYouMean(name, declared));
  }
  return { url, ...optionalField('description', stringIn(ctx, node, 'description')), variables };
}

function readServerVariable(ctx: Context, name: string, value: Located): ServerVariable | undefined {
  const owner = `The server variable \`${name}\``;
  const node = expectObject(ctx, value, owner);
  const fallback = node && requiredStringIn(ctx, node, 'default', owner);
  if (node === undefined || fallback === undefined) return undefined;
  const values = memberOf(node, 'enum') === undefined ? undefined : stringsIn(ctx, node, 'enum');
  if (values !== undefined && !values.includes(fallback)) {
    const message = `${owner} has the default \`${fallback}\`, which is not in its \`enum\`: ${values.join(', ')}.`;
    reportFault(ctx, 'invalid-value', message, memberOf(node, 'default')!.location, didYouMean(fallback, values));
  }
  return {
    name,
    default: fallback,
    ...optionalField('enum', values),
    ...optionalField('description', stringIn(ctx, node, 'description')),
  };
}

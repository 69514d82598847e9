import { nearest } from '../diagnostics/nearest.ts';
import { type Located, memberOf, membersOf } from '../ir/located.ts';
import type { Server, ServerVariable } from '../ir/operation.ts';
import { type Context, didYouMean, fault } from './context.ts';
import {
  elementsIn,
  expectObject,
  given,
  memberIn,
  objectIn,
  requiredStringIn,
  stringIn,
  stringsIn,
} from './expect.ts';

/** The `servers` of the document, a path item or an operation; undefined where the field is absent. */
export function serverList(ctx: Context, owner: Located): Server[] | undefined {
  if (memberIn(ctx, owner, 'servers') === undefined) return undefined;
  return elementsIn(ctx, owner, 'servers').flatMap((element) => {
    const server = serverObject(ctx, element);
    return server === undefined ? [] : [server];
  });
}

/** A Server Object (OpenAPI 3.1.0 section 4.8.5). */
function serverObject(ctx: Context, element: Located): Server | undefined {
  const node = expectObject(ctx, element, 'A server');
  const url = node && requiredStringIn(ctx, node, 'url', 'A server');
  if (node === undefined || url === undefined) return undefined;
  const variablesNode = objectIn(ctx, node, 'variables');
  const variables = (variablesNode === undefined ? [] : membersOf(variablesNode)).flatMap(([name, value]) => {
    const variable = serverVariableObject(ctx, name, value);
    return variable === undefined ? [] : [variable];
  });
  const declared = variablesNode === undefined ? [] : membersOf(variablesNode).map(([name]) => name);
  for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
    if (name === undefined || declared.includes(name)) continue;
    const message = `The server URL has the variable \`{${name}}\`, which \`variables\` does not declare.`;
    const { location } = memberOf(node, 'url')!;
    fault(ctx, 'undeclared-server-variable', message, location, didYouMean(nearest(name, declared)));
  }
  return { url, ...given('description', stringIn(ctx, node, 'description')), variables };
}

function serverVariableObject(ctx: Context, name: string, value: Located): ServerVariable | undefined {
  const owner = `The server variable \`${name}\``;
  const node = expectObject(ctx, value, owner);
  const fallback = node && requiredStringIn(ctx, node, 'default', owner);
  if (node === undefined || fallback === undefined) return undefined;
  const values = memberOf(node, 'enum') === undefined ? undefined : stringsIn(ctx, node, 'enum');
  if (values !== undefined && !values.includes(fallback)) {
    const message = `${owner} has the default \`${fallback}\`, which is not in its \`enum\`: ${values.join(', ')}.`;
    fault(ctx, 'invalid-value', message, memberOf(node, 'default')!.location, didYouMean(nearest(fallback, values)));
  }
  return {
    name,
    default: fallback,
    ...given('enum', values),
    ...given('description', stringIn(ctx, node, 'description')),
  };
}

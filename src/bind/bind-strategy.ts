import { cursor } from '../../templates/runtime/pagination/cursor.js';
import { deep } from '../../templates/runtime/pagination/deep.js';
import { fromServer } from '../../templates/runtime/pagination/from-server.js';
import { jsonHeader } from '../../templates/runtime/pagination/json-header.js';
import { linkHeader } from '../../templates/runtime/pagination/link-header.js';
import { nextUrl } from '../../templates/runtime/pagination/next-url.js';
import { offset } from '../../templates/runtime/pagination/offset.js';
import { page } from '../../templates/runtime/pagination/page.js';
import { responseHeader } from '../../templates/runtime/pagination/response-header.js';
import type { Strategy } from '../../templates/runtime/pagination/strategy.js';
import { throughOperation } from '../../templates/runtime/pagination/through-operation.js';
import type { LinkResolver } from '../../templates/runtime/pagination/url.js';
import type { ResolverPlan, StrategyPlan } from '../plan/strategy-plan.ts';
import { bindParameter } from './bind-parameter.ts';

/** What the plan calls by name. The specs are plain JSON that the plan makes for exactly these functions. */
const FACTORIES: Readonly<Record<string, (spec: never) => Strategy>> = { offset, page, cursor, nextUrl, linkHeader };

/** The strategy as the generated client has it: the runtime's own, with the same fields. */
export function bindStrategy({ factory, spec, deep: windows, resolver }: StrategyPlan): Strategy {
  const make = FACTORIES[factory] as (spec: object) => Strategy;
  return make({
    ...spec,
    response: responseFields(spec.response as object),
    ...(windows && { deep: deep(windows) }),
    ...(resolver && { resolve: linkResolver(resolver) }),
  });
}

/** Headers are the only fields of a response that are objects. */
function responseFields(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]: [string, unknown]) => {
      const { header, json } = Object(field) as { header?: string; json?: true };
      return [name, header === undefined ? field : (json ? jsonHeader : responseHeader)(header)];
    }),
  );
}

function linkResolver({ argument }: ResolverPlan): LinkResolver {
  if (argument === undefined) return fromServer;
  return throughOperation({ ...argument, parameters: argument.parameters?.map(bindParameter) ?? [] });
}

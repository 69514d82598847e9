import type { Operation } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { BodyPlan, ParamPlan } from './client-plan.ts';
import { NameScope } from './name-scope.ts';

const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/**
 * Plans the members of an operation's params type: path, query, header and cookie parameters under their wire names, then
 * the body under `body`. A later parameter of the same name, and one called `body`, has its place as a suffix.
 */
export function planParams(operation: Operation, body: BodyPlan | undefined): readonly ParamPlan[] {
  const scope = new NameScope(['body']);
  const ordered = PLACES.flatMap((place) => operation.parameters.filter((parameter) => parameter.in === place));
  const optional = writtenParameters(operation);
  const params = ordered.map((parameter): ParamPlan => {
    const { name, required, description, deprecated, example, schema } = parameter;
    const key = scope.allocate([name, `${name}_${parameter.in}`]);
    return {
      key,
      required: required && !optional.has(parameter),
      type: { schema, shape: 'request' },
      deprecated,
      parameter,
      ...(description !== undefined && { description }),
      ...(example !== undefined && { example }),
    };
  });
  if (body === undefined || operation.requestBody === undefined) return params;
  const { required, description } = operation.requestBody;
  const { type } = body;
  return [
    ...params,
    { key: 'body', required, type, deprecated: false, ...(description !== undefined && { description }) },
  ];
}

/** Returns the parameters that the runtime sends itself if the caller omits them: positions and fixed values. */
function writtenParameters(operation: Operation): ReadonlySet<Parameter> {
  const written = new Set<Parameter>();
  for (const { request } of operation.strategies) {
    const field = request.offset ?? request.page ?? (request.start === undefined ? undefined : request.cursor);
    for (const each of [field, ...request.fixed.map((fixed) => fixed.field)]) {
      if (each?.in === 'parameter' && each.property === undefined) written.add(each.parameter);
    }
  }
  return written;
}

import type { BodyWriter } from '../../templates/runtime/bodies.js';
import { formBody, jsonBody, multipartBody, rawBody } from '../../templates/runtime/bodies.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { JsonValue } from '../../templates/runtime/pagination/checkpoint.js';
import type { OperationPlan } from '../plan/client-plan.ts';
import { bindParameter } from './bind-parameter.ts';

/** The operation as the generated client has it, as a value rather than as text. Without security: see `bindSchemes`. */
export function bindOperation({ source, functionName, path, params, server, body }: OperationPlan): Operation {
  return {
    name: functionName,
    method: source.method,
    path,
    ...(server !== undefined && { server }),
    parameters: params.flatMap(({ writer }) => (writer === undefined ? [] : [bindParameter(writer)])),
    ...(body && { body: bodyWriter(body.writer, body.argument) }),
  };
}

const WRITERS: Readonly<Record<string, (argument: never) => BodyWriter>> = {
  formBody,
  jsonBody,
  multipartBody,
  rawBody,
};

function bodyWriter(writer: string, argument: JsonValue | undefined): BodyWriter {
  return (WRITERS[writer] as (argument: JsonValue | undefined) => BodyWriter)(argument);
}

import type { BodyWriter } from '../../templates/runtime/bodies.js';
import { formBody, jsonBody, multipartBody, rawBody } from '../../templates/runtime/bodies.js';
import type { Operation, ParameterSpec } from '../../templates/runtime/operation.js';
import type { JsonValue } from '../../templates/runtime/pagination/checkpoint.js';
import { isJsonMediaType } from '../ir/media-type.ts';
import type { OperationPlan, ParamPlan } from '../plan/client-plan.ts';

/** The operation as the generated client has it, as a value rather than as text. Without security: see `bindSchemes`. */
export function bindOperation({ source, functionName, params, server, body }: OperationPlan): Operation {
  return {
    name: functionName,
    method: source.method,
    path: source.path,
    ...(server !== undefined && { server }),
    parameters: params.flatMap(parameterSpec),
    ...(body && { body: bodyWriter(body.writer, body.argument) }),
  };
}

function parameterSpec({ key, parameter }: ParamPlan): ParameterSpec[] {
  if (parameter === undefined) return [];
  const { name, style, explode, allowReserved, content } = parameter;
  const json = content !== undefined && isJsonMediaType(content);
  return [{ name, in: parameter.in, key, style, explode, allowReserved, json }];
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

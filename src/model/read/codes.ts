/** Codes of faults in the OpenAPI document itself, each with a one-line meaning. */
export const NORMALIZE_CODES = {
  'wrong-type': 'A value has a type that OpenAPI does not allow for the field.',
  'missing-field': 'A field that OpenAPI requires is missing.',
  'invalid-value': 'A value is not one of those that OpenAPI allows for the field.',
  'duplicate-operation-id': 'Two operations have the same operationId.',
  'duplicate-parameter': 'One list declares two parameters with the same name and place.',
  'undeclared-path-parameter': 'A path template has a parameter that the operation does not declare.',
  'unused-path-parameter': 'An operation declares a path parameter that the path template does not have.',
  'optional-path-parameter': 'A path parameter has no `required: true`.',
  'unknown-security-scheme': 'A security requirement names a scheme that the document does not define.',
  'body-without-meaning':
    'A request body is declared for a method that cannot have one (RFC 9110, OpenAPI Operation Object).',
  'query-in-path': 'A path contains a query; OpenAPI declares query parameters under `parameters`.',
  'undeclared-server-variable': 'A server URL has a variable that the server does not declare.',
  'unresolved-discriminator': 'A discriminator maps a value to a schema that does not exist.',
  'rounded-number': 'An integer is beyond 2^53, so JavaScript rounds it.',
  'circular-schema': 'A schema consists of itself through `allOf`.',
  'left-out': 'A part of an operation cannot be read, so pagegen leaves the operation out.',
  'left-unpaginated': 'With `--lenient`, an operation whose annotation has errors is not paginated.',
} as const;

export type NormalizeCode = keyof typeof NORMALIZE_CODES;

/** Codes of faults in the OpenAPI document itself, each with its meaning in one line. */
export const NORMALIZE_CODES = {
  'wrong-type': 'A value has another type than OpenAPI gives to that field.',
  'missing-field': 'A field that OpenAPI requires is not there.',
  'invalid-value': 'A value is not one of those that OpenAPI allows in that field.',
  'duplicate-operation-id': 'Two operations have the same operationId.',
  'duplicate-parameter': 'One list declares a parameter of the same name and place twice.',
  'undeclared-path-parameter': 'A path template has a parameter that the operation does not declare.',
  'unused-path-parameter': 'A path parameter is declared that the path template does not have.',
  'optional-path-parameter': 'A path parameter does not say `required: true`.',
  'unknown-security-scheme': 'A security requirement names a scheme that the document does not define.',
  'body-without-meaning': 'A request body is declared for a method that has none (RFC 9110, OpenAPI Operation Object).',
  'query-in-path': 'A path holds a query; OpenAPI declares query parameters apart from it.',
  'undeclared-server-variable': 'A server URL has a variable that the server does not declare.',
  'unresolved-discriminator': 'A discriminator maps a value to a schema that does not exist.',
  'left-out': 'Under `--lenient`, an operation with faults is left out of the client.',
} as const;

export type NormalizeCode = keyof typeof NORMALIZE_CODES;

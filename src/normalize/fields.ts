import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';

/** The names of an object's declared members; for a union, of each of its members. */
type DeclaredKey<T> = T extends unknown
  ? keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: true } & string
  : never;

/** Keywords of JSON Schema 2020-12 that the declarations of OpenAPI 3.1 leave out. */
type JsonSchemaKeyword = 'prefixItems' | 'patternProperties';

/** What OpenAPI 3.2 adds. */
type NewField = 'additionalOperations' | 'defaultMapping' | 'itemSchema';

/**
 * A field of an OpenAPI object: what readers of the document ask for by name, so that a name that OpenAPI does not
 * have does not compile.
 */
export type OpenApiField =
  | JsonSchemaKeyword
  | NewField
  | `x-${string}`
  | DeclaredKey<
      | OpenAPIV3_1.Document
      | OpenAPIV3_1.InfoObject
      | OpenAPIV3_1.ComponentsObject
      | OpenAPIV3_1.PathItemObject
      | OpenAPIV3_1.OperationObject
      | OpenAPIV3_1.ParameterObject
      | OpenAPIV3_1.RequestBodyObject
      | OpenAPIV3_1.ResponseObject
      | OpenAPIV3_1.MediaTypeObject
      | OpenAPIV3.EncodingObject
      | OpenAPIV3_1.SchemaObject
      | OpenAPIV3.SchemaObject
      | OpenAPIV3.DiscriminatorObject
      | OpenAPIV3_1.ServerObject
      | OpenAPIV3_1.ServerVariableObject
      | OpenAPIV3_1.TagObject
      | OpenAPIV3_1.ExternalDocumentationObject
      | OpenAPIV3.HttpSecurityScheme
      | OpenAPIV3.ApiKeySecurityScheme
      | OpenAPIV3_1.ReferenceObject
    >;

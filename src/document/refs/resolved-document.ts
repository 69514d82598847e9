import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import type { JsonPointer, Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** A value of the document with its place. */
export interface Node {
  readonly value: unknown;
  readonly location: Location;
}

/** A key that may be meant as a pagination annotation, in an OpenAPI object. Names that the author chose do not count. */
export interface FoundAnnotation {
  readonly key: string;
  readonly value: unknown;
  /** The object that contains the key, and its place. */
  readonly owner: object;
  readonly location: Location;
}

const VERSIONS = ['3.0', '3.1', '3.2'] as const;

export type OpenApiVersion = (typeof VERSIONS)[number];

/**
 * A document with all references resolved. Nothing is copied or expanded: `follow` returns the target of a reference,
 * so cycles are harmless.
 */
export interface ResolvedDocument {
  readonly root: Node;
  readonly version: OpenApiVersion;
  readonly sources: ReadonlyMap<string, SourceDocument>;
  /** The keys of OpenAPI objects that may be meant as pagination annotations, wherever they are. */
  readonly annotations: readonly FoundAnnotation[];
  /**
   * Returns the target at the end of a chain of `$ref`s, or the node itself if it has no `$ref`. Returns undefined for a
   * dangling reference, which `resolve` has reported.
   */
  follow(node: Node): Node | undefined;
  /** Returns what the `$ref` of a node leads to, which can be another reference. */
  next(node: Node): Node | undefined;
}

const SUPPORTED = 'pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.';

/**
 * Returns the version of a document (OpenAPI 3.1, section 4.8.1). If pagegen cannot read the document, reports why and
 * returns undefined. Missing `paths` are only reported, so that references are checked all the same.
 */
export function checkRoot(root: SourceDocument, report: Report): OpenApiVersion | undefined {
  const fault = (code: string, message: string, pointer: JsonPointer, hint?: string): undefined => {
    report({
      code,
      severity: 'error',
      message,
      ...(hint !== undefined && { hint }),
      location: { file: root.file, pointer },
    });
  };
  const { data } = root;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return fault(
      'invalid-document',
      `An OpenAPI document must be an object; this is ${describe(data)}.`,
      '',
      isMarkup(data) ? SAVE_DOCUMENT : SUPPORTED,
    );
  }
  const document = data as Record<string, unknown>;
  const other = hasOneOf(document, ['openapi', 'swagger', 'paths']) ? undefined : otherFormat(document);
  if (other !== undefined) return fault('invalid-document', other.message, '', other.hint);
  const version = versionOf(document, root.file, report, fault);
  if (version === undefined) return undefined;
  if (!Object.hasOwn(document, 'paths') && (version === '3.0' || !hasOneOf(document, ['components', 'webhooks']))) {
    fault(
      'missing-field',
      'The document has no `paths`.',
      '',
      'Add `paths`: without them, there are no operations to generate.',
    );
  }
  return version;
}

const SAVE_DOCUMENT = 'It looks like a web page or XML. Save the OpenAPI document itself, not the page that shows it.';

function isMarkup(data: unknown): boolean {
  return typeof data === 'string' && data.trimStart().startsWith('<');
}

/**
 * Returns the fault of a text that does not parse and has no key `openapi` or `swagger`: the mistakes of its syntax would
 * mislead. Returns undefined for a text that is meant to be an OpenAPI document.
 */
export function unlikeDocument(file: string, text: string): Diagnostic | undefined {
  if (/(?:^|[\s{,"'])(?:openapi|swagger)["']?\s*:/.test(text)) return undefined;
  return {
    code: 'invalid-document',
    severity: 'error',
    message: 'This is not an OpenAPI document: it is neither YAML nor JSON, and has no `openapi`.',
    hint: isMarkup(text) ? SAVE_DOCUMENT : SUPPORTED,
    location: { file, pointer: '' },
  };
}

/** Formats that people take for OpenAPI documents, by a key at their root. */
const OTHER_FORMATS: Readonly<Record<string, { readonly name: string; readonly hint: string }>> = {
  overlay: {
    name: 'an OpenAPI overlay',
    hint: 'Name the document, and pass this file with --overlay.',
  },
  arazzo: { name: 'an Arazzo description', hint: 'Name the OpenAPI document that it describes.' },
  asyncapi: { name: 'an AsyncAPI document', hint: SUPPORTED },
  openrpc: { name: 'an OpenRPC document', hint: SUPPORTED },
  lockfileVersion: { name: 'a lock file of npm', hint: SUPPORTED },
};

/** Returns the fault of an object that is meant to be something else. */
function otherFormat(document: Readonly<Record<string, unknown>>): { message: string; hint: string } | undefined {
  const key = Object.keys(OTHER_FORMATS).find((name) => Object.hasOwn(document, name));
  const format = key === undefined ? undefined : OTHER_FORMATS[key];
  if (format !== undefined) return { message: `This is ${format.name}, not an OpenAPI document.`, hint: format.hint };
  if (Object.hasOwn(document, 'item') && JSON.stringify(document.info ?? {}).includes('postman')) {
    return { message: 'This is a Postman collection, not an OpenAPI document.', hint: 'Export it as OpenAPI.' };
  }
  if (hasOneOf(document, ['info', 'components', 'webhooks'])) return undefined;
  return {
    message: 'This is not an OpenAPI document: it has neither `openapi` nor `paths`.',
    hint: SUPPORTED,
  };
}

type Fault = (code: string, message: string, pointer: JsonPointer, hint?: string) => undefined;

/** Reads the version. One without quotes or without its last number still says how to read the document. */
function versionOf({ openapi, swagger }: Record<string, unknown>, file: string, report: Report, fault: Fault) {
  const code = 'unsupported-version';
  if (openapi === undefined) {
    const message = `This is a Swagger ${String(swagger)} document. ${SUPPORTED}`;
    if (typeof swagger === 'string' && swagger.startsWith('3.'))
      return fault(
        code,
        message,
        '/swagger',
        `Write \`openapi: ${swagger}\`: since version 3, the key is \`openapi\`.`,
      );
    if (swagger !== undefined) return fault(code, message, '/swagger', 'Convert it to OpenAPI 3 first.');
    const missing = `The document does not declare its version: \`openapi\` is missing. ${SUPPORTED}`;
    return fault(code, missing, '', 'Add `openapi: 3.1.0` at the top.');
  }
  if (typeof openapi !== 'string' && typeof openapi !== 'number') {
    const message = `\`openapi\` must be a string, such as "3.1.0"; this is ${describe(openapi)}.`;
    return fault(code, message, '/openapi', 'Quote the value.');
  }
  const text = String(openapi).trim();
  const [, numbers, patch] = /^(3(?:\.[012])?)(\.\d+(?:-.*)?)?$/.exec(text) ?? [];
  const version = VERSIONS.find((known) => known === (numbers === '3' ? '3.0' : numbers));
  if (version === undefined) {
    const message = `OpenAPI version "${text}" is not supported. ${SUPPORTED}`;
    return fault(code, message, '/openapi', /^2(\.0)?$/.test(text) ? 'Write `swagger: "2.0"`.' : undefined);
  }
  if (patch === undefined) {
    report({
      code: 'invalid-value',
      severity: 'warning',
      message: `\`openapi\` must be a string of three numbers, such as "${version}.0"; this is ${typeof openapi === 'string' ? `"${text}"` : describe(openapi)}. pagegen reads the document as OpenAPI ${version}.`,
      hint: `Write \`openapi: ${version}.0\`.`,
      location: { file, pointer: '/openapi' },
    });
  }
  return version;
}

function hasOneOf(document: object, fields: readonly string[]): boolean {
  return fields.some((field) => Object.hasOwn(document, field));
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string'
    ? 'a string'
    : typeof value === 'object'
      ? 'an object'
      : `the ${typeof value} ${value}`;
}

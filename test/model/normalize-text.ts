import { normalize } from '../../src/annotation/normalize.ts';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import { isSwagger, upgradeSwagger } from '../../src/document/swagger/upgrade.ts';
import type { ApiModel } from '../../src/model/api.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { Schema } from '../../src/model/schema.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { locate } from '../../src/shared/locate.ts';
import { resolveWith } from '../document/resolve-with.ts';

export interface Normalized {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** `line:column code: message | hint`, warnings marked, with the file where it is not the root. */
  readonly faults: readonly string[];
}

/** Runs the real stages over texts; the first file is the root. */
export async function normalizeFiles(files: Readonly<Record<string, string>>): Promise<Normalized> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const load = async (file: string) => {
    const source = parseSource(file, files[file] ?? '', report);
    return source && isSwagger(source) ? upgradeSwagger(source, report) : source;
  };
  const root = await load(Object.keys(files)[0]!);
  const document = root && (await resolveWith(root, { load, folder: '/' }, report));
  if (document === undefined) throw new Error(`The document does not load: ${JSON.stringify(diagnostics)}`);
  const model = normalize(document, report);
  const faults = locate(diagnostics, document.sources).map(({ file, line, column, code, severity, message, hint }) =>
    [
      `${file === document.root.location.file ? '' : `${file}:`}${line}:${column} ${severity === 'error' ? '' : `${severity} `}${code}: ${message}`,
      hint,
    ]
      .filter(Boolean)
      .join(' | '),
  );
  return { model, diagnostics, faults };
}

export function normalizeText(text: string): Promise<Normalized> {
  return normalizeFiles({ '/api.yaml': text });
}

/** A document of the version whose `components.schemas` are `schemas`, YAML indented by four spaces. */
export function schemasDocument(schemas: string, version = '3.1.0'): string {
  return `openapi: ${version}\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n${schemas}`;
}

export function schemaNamed(model: ApiModel, name: string): Schema {
  const found = [...model.schemas.values()].find((schema) => schema.name === name);
  if (found === undefined) throw new Error(`no schema ${name}`);
  return found.schema;
}

export function operationOf(model: ApiModel, operationId: string): Operation {
  const found = model.operations.find((operation) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`no operation ${operationId}`);
  return found;
}

/** Returns a schema in one line, as TypeScript would write it, without notes. */
export function show(schema: Schema): string {
  switch (schema.kind) {
    case 'ref':
      return schema.id.slice(schema.id.lastIndexOf('/') + 1);
    case 'enum':
      return schema.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'array':
      return `Array<${show(schema.items)}>`;
    case 'tuple':
      return `[${[
        ...schema.items.map((item, index) => show(item) + (index < (schema.required ?? Infinity) ? '' : '?')),
        ...(schema.rest ? [`...${show(schema.rest)}`] : []),
      ].join(', ')}]`;
    case 'object':
      return `{ ${[
        ...schema.properties.map(({ name, required, schema: type }) => `${name}${required ? '' : '?'}: ${show(type)}`),
        ...(schema.additional ? [`[key]: ${show(schema.additional)}`] : []),
      ].join('; ')} }`;
    case 'union':
      return `(${schema.members.map(show).join(' | ')})`;
    case 'intersection':
      return `(${schema.members.map(show).join(' & ')})`;
    default:
      return schema.kind;
  }
}

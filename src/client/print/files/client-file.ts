import type { SecurityScheme, Server, ServerVariable } from '../../../model/operation.ts';
import type { ClientPlan, GroupPlan } from '../../plan/client-plan.ts';
import { seeTag } from '../docs/schema-doc.ts';
import { Imports } from '../imports.ts';
import { type Layout, object, print, WIDTH } from '../syntax/brackets.ts';
import { docComment, docText } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { memberAccess, propertyName } from '../syntax/property-name.ts';
import { stringLiteral } from '../syntax/string-literal.ts';
import { groupDoc } from './operations-file.ts';
import type { SourceFile } from './source-file.ts';

/** `client.ts`: configuration, `createClient` and the class with a property per tag. */
export function clientFile(plan: ClientPlan): SourceFile {
  const imports = new Imports('client', plan);
  const declarations = [
    ...(plan.schemes.length === 0 ? [] : [authInterface(plan.schemes, imports)]),
    configType(plan, imports),
    settings(plan, imports),
    createClient(imports),
    clientClass(plan, imports),
  ];
  return { path: 'client.ts', imports, exports: [], declarations };
}

const API_KEY = { cookie: 'apiKeyInCookie', header: 'apiKeyInHeader', query: 'apiKeyInQuery' } as const;

function authInterface(schemes: readonly SecurityScheme[], imports: Imports): string {
  const members = schemes.map((scheme) => {
    const type = imports.runtime(scheme.type === 'basic' ? 'BasicCredential' : 'Credential');
    return `${docComment([docText(scheme.description ?? '')], '  ')}  ${propertyName(scheme.name)}?: ${type} | undefined;\n`;
  });
  const doc = docComment(['Credentials, one entry per security scheme of the API.'], '');
  return `${doc}export interface Auth {\n${members.join('')}}`;
}

function configType({ className, schemes, server }: ClientPlan, imports: Imports): string {
  const doc = docComment([`Configuration of {@link ${identifier(className)}} and of {@link createClient}.`], '');
  const base = imports.runtime('ClientOptions');
  const variables = server?.variables ?? [];
  if (schemes.length + variables.length === 0) return `${doc}export type ClientConfig = ${base};`;
  const auth = schemes.length === 0 ? '' : '  auth?: Auth | undefined;\n';
  return `${doc}export interface ClientConfig extends ${base} {\n${auth}${variablesMember(variables)}}`;
}

function variablesMember(variables: readonly ServerVariable[]): string {
  if (variables.length === 0) return '';
  const members = variables.map((variable) => {
    const doc = docComment(
      [docText(`${variable.description ?? ''}\n\nDefault: \`${variable.default.replaceAll('`', "'")}\`.`)],
      '    ',
    );
    const type = variable.enum?.map(stringLiteral).join(' | ') || 'string';
    return `${doc}    ${propertyName(variable.name)}?: ${type} | undefined;\n`;
  });
  const doc = docComment(['Variables of the base URL.'], '  ');
  return `${doc}  variables?:\n    | {\n${members.join('').replace(/^(?=.)/gm, '    ')}      }\n    | undefined;\n`;
}

function settings({ server, schemes }: ClientPlan, imports: Imports): string {
  const value = object([
    ['baseUrl', server && serverValue(server, imports)],
    [
      'schemes',
      schemes.length === 0 ? undefined : object(schemes.map((scheme) => [scheme.name, schemeValue(scheme, imports)])),
    ],
  ]);
  const head = `const api: ${imports.runtime('ApiSettings')} = `;
  return `${head}${print(value, '', head.length)};`;
}

function serverValue({ url, variables }: Server, imports: Imports): string {
  if (variables.length === 0) return stringLiteral(url);
  const defaults = object(variables.map(({ name, default: value }) => [name, stringLiteral(value)]));
  return `${imports.runtime('serverTemplate')}(${stringLiteral(url)}, ${print(defaults, '', WIDTH)})`;
}

function schemeValue(scheme: SecurityScheme, imports: Imports): Layout {
  switch (scheme.type) {
    case 'basic':
      return imports.runtime('basic');
    case 'bearer':
      return imports.runtime('bearer');
    case 'http':
      return `${imports.runtime('httpScheme')}(${stringLiteral(scheme.scheme)})`;
    case 'apiKey':
      return `${imports.runtime(API_KEY[scheme.in])}(${stringLiteral(scheme.parameter)})`;
    case 'mutualTLS':
      return imports.runtime('noCredential');
  }
}

function createClient(imports: Imports): string {
  const core = imports.runtime('ClientCore');
  const doc = docComment(
    ['A client without operations, for the standalone functions: nothing else gets into a bundle.'],
    '',
  );
  return `${doc}export function createClient(config: ClientConfig = {}): ${core} {\n  return new ${core}(api, config);\n}`;
}

function clientClass(plan: ClientPlan, imports: Imports): string {
  const [summary] = docText(plan.description ?? '').split('\n\n');
  const doc = docComment([docText(plan.title), summary ?? '', seeTag(plan.externalDocs)], '');
  const groups = plan.groups.map((group) => ({ group, className: importGroup(group, imports) }));
  const properties = groups.map(
    ({ group, className }) => `${groupDoc(group, '  ')}  readonly ${propertyName(group.propertyName)}: ${className};`,
  );
  const assignments = groups.map(
    ({ group, className }) => `    this${memberAccess(group.propertyName)} = new ${className}(this);\n`,
  );
  const build = `  constructor(config: ClientConfig = {}) {\n    super(api, config);\n${assignments.join('')}  }`;
  const head = `export class ${identifier(plan.className)} extends ${imports.runtime('ClientCore')}`;
  return `${doc}${head} {\n${[...properties, build].join('\n\n')}\n}`;
}

function importGroup(group: GroupPlan, imports: Imports): string {
  return imports.use(identifier(group.className), group.path.replace(/\.ts$/, ''), 'value');
}

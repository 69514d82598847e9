import type { ClassDeclarationStructure, StatementStructures } from 'ts-morph';
import { type Budget, formatBudget } from '../../../model/api.ts';
import type { SecurityScheme, ServerVariable } from '../../../model/operation.ts';
import type { ClientPlan, GroupPlan } from '../../plan/client-plan.ts';
import { declareConstant, declareFunction, declareInterface } from '../declarations.ts';
import { groupDoc } from '../docs/operation-doc.ts';
import { seeTag } from '../docs/schema-doc.ts';
import { expressionText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { docOf, docText, fill } from '../syntax/doc-comment.ts';
import { identifier, literalType, memberAccess, propertyName, stringLiteral } from '../syntax/escape.ts';
import { BLANK_LINE } from '../syntax/layout.ts';
import { StructureKind } from '../ts-morph.ts';
import { type Member, type ObjectType, text, unionOf } from '../types/type.ts';

/** Plans the text of `client.ts`: the configuration, `createClient`, and the class with a property per tag. */
export function clientFile(plan: ClientPlan): SourceFile {
  const imports = new Imports('client', plan);
  const settings = expressionText(plan.settings, imports, { column: 'const api: ApiSettings = '.length, isPure: true });
  const statements = [
    ...(plan.schemes.length === 0 ? [] : [authInterface(plan.schemes, imports)]),
    configType(plan, imports),
    declareConstant('api', imports.runtime('ApiSettings'), settings),
    createClient(plan, imports),
    clientClass(plan, imports),
  ];
  return { path: 'client.ts', imports, exports: new Imports('client', plan), statements };
}

function authInterface(schemes: readonly SecurityScheme[], imports: Imports): StatementStructures {
  const members = schemes.map(
    (scheme): Member => ({
      name: scheme.name,
      isRequired: false,
      type: text(imports.runtime(scheme.type === 'basic' ? 'BasicCredential' : 'Credential')),
      doc: [docText(scheme.description ?? '')],
    }),
  );
  const doc = ['Credentials, one entry per security scheme of the API.'];
  return declareInterface('Auth', { kind: 'object', members }, doc, imports);
}

function configType(
  { className, schemes, server, needsBaseUrl, budgets }: ClientPlan,
  imports: Imports,
): StatementStructures {
  const doc = [`Configuration of {@link ${identifier(className)}} and of {@link createClient}.`];
  const base = imports.runtime('ClientOptions');
  const variables = server?.variables ?? [];
  if (schemes.length + variables.length + budgets.length === 0 && !needsBaseUrl) {
    const name = 'ClientConfig';
    return {
      kind: StructureKind.TypeAlias,
      leadingTrivia: BLANK_LINE,
      name,
      isExported: true,
      docs: docOf(doc),
      type: base,
    };
  }
  const members: Member[] = [];
  if (needsBaseUrl) {
    const about = 'The URL of the API, to which paths are appended. The document does not name a server.';
    members.push({ name: 'baseUrl', isRequired: true, type: text('string'), doc: [about] });
  }
  if (schemes.length > 0) {
    const about =
      'Credentials; `false` if something else adds them, such as your own server or the cookies of a browser.';
    members.push({ name: 'auth', isRequired: false, type: text('Auth | false'), doc: [about] });
  }
  if (variables.length > 0) {
    const type: ObjectType = { kind: 'object', members: variables.map(variableMember) };
    members.push({ name: 'variables', isRequired: false, type, doc: ['Variables of the base URL.'] });
  }
  if (budgets.length > 0) {
    const names = budgets.map(({ name }) => stringLiteral(name)).join(' | ');
    const type = text(`${imports.runtime('RequestBudgets')}<${names}>`);
    members.push({ name: 'budgets', isRequired: false, type, doc: [budgetDoc(budgets)] });
  }
  return declareInterface('ClientConfig', { kind: 'object', members }, doc, imports, [base]);
}

function budgetDoc(budgets: readonly Budget[]): string {
  const declared = budgets.map(({ name, requests, per }) => `\`${name}\`, ${formatBudget({ requests, per })}`);
  return fill(
    docText(
      `Rate limits that differ from the declared ones: ${declared.join('; ')}. \`false\` turns them off. The client waits before it would exceed one.`,
    ),
  );
}

function variableMember({ name, enum: values, default: value, description }: ServerVariable): Member {
  const literals = (values ?? []).map((option) => text(literalType(option)));
  return {
    name,
    isRequired: false,
    type: literals.length === 0 ? text('string') : unionOf(literals),
    doc: [docText(description ?? ''), docText(`Default: \`${value.replaceAll('`', "'")}\`.`)],
  };
}

function createClient({ needsBaseUrl }: ClientPlan, imports: Imports): StatementStructures {
  const core = imports.runtime('ClientCore');
  const parameters = [{ name: 'config', type: 'ClientConfig', ...(!needsBaseUrl && { default: '{}' }) }];
  const doc = [
    'Creates a client without operations, for the standalone functions. A bundle contains only what is called.',
  ];
  return declareFunction({ name: 'createClient', parameters, returnType: core }, doc, (writer) =>
    writer.write(`return new ${core}(api, config);`),
  );
}

function clientClass(plan: ClientPlan, imports: Imports): ClassDeclarationStructure {
  const [summary = ''] = docText(plan.description ?? '').split('\n\n');
  const groups = plan.groups.map((group) => ({ group, className: importGroup(group, imports) }));
  return {
    kind: StructureKind.Class,
    name: identifier(plan.className),
    isExported: true,
    extends: imports.runtime('ClientCore'),
    docs: docOf([docText(plan.title), summary, seeTag(plan.externalDocs)]),
    properties: groups.map(({ group, className }, index) => ({
      name: propertyName(group.propertyName),
      isReadonly: true,
      type: className,
      docs: docOf(groupDoc(group), 2),
      ...(index > 0 && { leadingTrivia: BLANK_LINE }),
    })),
    ctors: [
      {
        parameters: [{ name: 'config', type: 'ClientConfig', ...(!plan.needsBaseUrl && { initializer: '{}' }) }],
        statements: (writer) => {
          writer.write('super(api, config);').newLine();
          for (const { group, className } of groups) {
            writer.write(`this${memberAccess(group.propertyName)} = new ${className}(this);`).newLine();
          }
        },
      },
    ],
  };
}

function importGroup(group: GroupPlan, imports: Imports): string {
  return imports.use({ name: identifier(group.className), module: group.path.replace(/\.ts$/, ''), isType: false });
}

/** Plans the text of `index.ts`: everything that users of a client import, by name. */
export function indexFile(plan: ClientPlan): SourceFile {
  const exports = new Imports('index', plan);
  const add = (name: string, module: string, isType: boolean): void => {
    exports.use({ name: identifier(name), module, isType });
  };
  add(plan.className, 'client', false);
  add('createClient', 'client', false);
  add('ClientConfig', 'client', true);
  if (plan.schemes.length > 0) add('Auth', 'client', true);
  const owners = new Map(plan.models.map(({ name }) => [name, 'models']));
  for (const { name } of plan.models) add(name, 'models', true);
  for (const { path, operations } of plan.groups) {
    const module = path.replace(/\.ts$/, '');
    for (const { functionName, paramsName, resultName, answersName, bodiesName, itemName, errorName } of operations) {
      add(functionName, module, false);
      owners.set(functionName, module);
      const names = [paramsName, bodiesName, itemName, resultName, answersName, errorName];
      for (const name of names) if (name !== undefined) add(name, module, true);
    }
  }
  for (const { name, owner } of plan.enums) add(name, owners.get(owner) ?? 'models', false);
  for (const symbol of plan.publicSymbols) exports.runtime(symbol);
  return { path: 'index.ts', imports: new Imports('index', plan), exports, statements: [] };
}

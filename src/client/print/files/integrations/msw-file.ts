import type { ClientPlan, IntegrationPlan, ListPlan } from '../../../plan/client-plan.ts';
import { listRoute } from '../../../plan/list-route.ts';
import { Imports } from '../../imports.ts';
import { print } from '../../syntax/brackets.ts';
import { docComment, docText } from '../../syntax/doc-comment.ts';
import { identifier } from '../../syntax/identifier.ts';
import { literal } from '../../syntax/literal.ts';
import { signature } from '../signature.ts';
import type { SourceFile } from '../source-file.ts';
import { ListTypes } from './list-types.ts';

/** `msw.ts`: a handler of Mock Service Worker for each list. */
export function mswFile({ lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('msw', plan);
  const types = new ListTypes(plan, imports);
  const exported = new Imports('msw', plan);
  for (const symbol of ['ListHandler', 'ListHandlerOptions', 'ListItems'] as const) exported.runtime(symbol);
  const declarations = lists.map((list) => handler(list, plan, types, imports));
  return { path: 'msw.ts', imports, exports: exported.statements, declarations };
}

function handler(list: ListPlan, plan: ClientPlan, types: ListTypes, imports: Imports): string {
  const { source, server = serverOf(plan) } = list.operation;
  const { method, path } = source;
  const result = types.result(list);
  const parameters = [
    `items: ${imports.runtime('ListItems')}<${types.item(list)}>`,
    `options: ${imports.runtime('ListHandlerOptions')}<${result}> = {}`,
  ];
  const head = signature(`export function ${identifier(list.name)}`, parameters, imports.runtime('ListHandler'), '');
  const route = `  const route: ${imports.runtime('ListRoute')} = ${print(literal(listRoute(source, plan.schemas, server)), '  ', WIDE)};\n`;
  const doc = docComment([docText(`Answers \`${method} ${path}\` with pages of \`items\`.`)], '');
  return `${doc}${head}\n${route}  return ${imports.runtime('listHandler')}(route, items, options);\n}`;
}

/** Routes are never on one line. */
const WIDE = 1000;

function serverOf({ server }: ClientPlan): string | undefined {
  const defaults = new Map(server?.variables.map((variable) => [variable.name, variable.default]));
  return server?.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}

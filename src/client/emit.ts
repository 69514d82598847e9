import type { ClientPlan } from './plan/client-plan.ts';
import { clientFile, indexFile } from './print/files/client-file.ts';
import { datesFile } from './print/files/dates-file.ts';
import { integrationFile } from './print/files/integration-files.ts';
import { modelsFile } from './print/files/models-file.ts';
import { operationsFile } from './print/files/operations-file.ts';
import { type EmittedFile, ENDINGS, printSourceFile, type SourceFile } from './print/source-file.ts';
import { filePath } from './print/syntax/escape.ts';
import { readme } from './templates/readme.ts';
import { render, runtimeFiles } from './templates/templates.ts';

/** Prints every file of a client, with the part of the runtime that it needs. Equal plans give equal bytes. */
export function emit(plan: ClientPlan): EmittedFile[] {
  const banner = render('banner', {});
  const files = sourceFiles(plan);
  const printed = files.map((file) => ({ path: filePath(file.path), text: printSourceFile(file, banner) }));
  const runtime = runtimeFiles(runtimeModules(files), ENDINGS[plan.importExtension], banner);
  return [...printed, { path: 'README.md', text: readme(plan) }, ...runtime];
}

function sourceFiles(plan: ClientPlan): readonly SourceFile[] {
  const models = modelsFile(plan);
  const operations = plan.groups.map((group) => operationsFile(group, plan));
  const integrations = plan.integrations.map((integration) => integrationFile(integration, plan));
  const dates = datesFile(plan);
  const shared = [models, dates].filter((file) => file !== undefined);
  return [indexFile(plan), clientFile(plan), ...shared, ...operations, ...integrations];
}

function runtimeModules(files: readonly SourceFile[]): readonly string[] {
  const modules = files.flatMap(({ imports, exports }) => [...imports.modules, ...exports.modules]);
  return modules.filter((module) => module.startsWith('runtime/'));
}

import { refuseUnknown } from '../client/plan/integrations.ts';
import { plan } from '../client/plan/plan.ts';
import { selectedPart } from '../client/plan/selected-part.ts';
import type { EmittedFile } from '../client/print/source-file.ts';
import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import type { StyleName } from '../model/strategy.ts';
import { hashOf } from '../output/manifest.ts';
import { asError, type Diagnostic, guardStack, isError, type Report } from '../shared/diagnostic.ts';
import type { GenerateOptions, GenerateResult, GenerateStats } from './generate-options.ts';
import { fingerprintOf } from './last-run.ts';
import { countDialects, openDocument } from './open-document.ts';

/**
 * Generates the files of a client from an OpenAPI document. Writes nothing. Errors in the document become diagnostics.
 *
 * @throws InputError if the document or an overlay cannot be read: `file-not-found`, `file-is-folder`,
 * `file-unreadable`, `invalid-encoding`; `unknown-dialect`; `invalid-origin`; `nested-too-deeply`; `invalid-selector`,
 * `nothing-selected`, `unknown-integration`
 */
export function generate(options: GenerateOptions): Promise<GenerateResult> {
  return guardStack(async () => (await run(options)).result);
}

/**
 * Generates like {@link generate}. `countUnannotated` returns the number of operations that look like lists but have no
 * annotation. It takes up to a fifth as long as generating the client.
 */
export async function generateWithAdvice(
  options: GenerateOptions,
): Promise<{ readonly result: GenerateResult; readonly countUnannotated: () => Promise<number> }> {
  const { result, model } = await guardStack(() => run(options));
  return { result, countUnannotated: () => countUnannotated(model) };
}

async function run(
  options: GenerateOptions,
): Promise<{ readonly result: GenerateResult; readonly model: ApiModel | undefined }> {
  refuseUnknown(options.with ?? []);
  const {
    file,
    texts,
    inputs,
    model: readable,
    hasErrors,
    ...opened
  } = await openDocument(options, undefined, options);
  const diagnostics = [...opened.diagnostics];
  const report: Report = (diagnostic) => void diagnostics.push(options.strict ? asError(diagnostic) : diagnostic);
  const model = readable && !hasErrors ? selectedPart(readable, options) : readable;
  const emitted = model && !hasErrors ? await emitFiles(model, options, report) : [];
  // Under `strict`, a warning about the client is an error too.
  const files = diagnostics.some(isError) ? [] : emitted;
  const result = {
    files,
    diagnostics: opened.locate(diagnostics),
    stats: statsOf(model, files.length),
    dialects: countDialects(opened.annotated.filter(({ operation }) => isIn(model, operation))),
    fingerprint: fingerprintOf(
      options,
      file,
      [...texts].map(([path, { text }]) => [path, hashOf(text)]),
    ),
    inputs,
  };
  return { result, model };
}

async function countUnannotated(model: ApiModel | undefined): Promise<number> {
  if (model === undefined) return 0;
  const { countProposals } = await import('../inference/infer.ts');
  return countProposals(model);
}

/** Prints the files of a client. Loads the emitter only here, because it takes time to load. */
async function emitFiles(
  model: ApiModel,
  {
    name,
    importExtension = 'js',
    methodNames = 'short',
    enums = 'union',
    dates = 'string',
    with: wanted = [],
  }: GenerateOptions,
  report: (diagnostic: Diagnostic) => void,
): Promise<readonly EmittedFile[]> {
  const planOptions = { ...(name !== undefined && { name }), importExtension, methodNames, enums, dates, with: wanted };
  const clientPlan = plan(model, planOptions, report);
  const { emit } = await import('../client/emit.ts');
  return emit(clientPlan);
}

function isIn(model: ApiModel | undefined, { method, path }: Operation): boolean {
  return model?.operations.some((operation) => operation.method === method && operation.path === path) === true;
}

function statsOf(model: ApiModel | undefined, files: number): GenerateStats {
  const paginated: Partial<Record<StyleName, number>> = {};
  for (const { strategies } of model?.operations ?? []) {
    const style = strategies[0]?.style;
    if (style) paginated[style] = (paginated[style] ?? 0) + 1;
  }
  return { operations: model?.operations.length ?? 0, paginated, files };
}

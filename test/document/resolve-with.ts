import type { SourceDocument } from '../../src/document/parse/source-document.ts';
import type { AllowedTargets } from '../../src/document/refs/reference.ts';
import { type LoadResult, resolveSteps } from '../../src/document/refs/resolve.ts';
import type { ResolvedDocument } from '../../src/document/refs/resolved-document.ts';
import { InputError, type Report } from '../../src/shared/diagnostic.ts';

/** Resolves a document whose other files `load` reads; an `InputError` that it rejects with is the file's outcome. */
export async function resolveWith(
  root: SourceDocument,
  { load, ...allowed }: AllowedTargets & { readonly load: (file: string) => Promise<SourceDocument | undefined> },
  report: Report,
): Promise<ResolvedDocument | undefined> {
  const steps = resolveSteps(root, allowed, report);
  const outcomeOf = (file: string): Promise<LoadResult> =>
    load(file).catch((error: unknown) => {
      if (error instanceof InputError) return error;
      throw error;
    });
  let step = steps.next([]);
  while (!step.done) step = steps.next(await Promise.all(step.value.map(outcomeOf)));
  return step.value;
}

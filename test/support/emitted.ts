import { emit } from '../../src/client/emit.ts';
import type { PlanOptions } from '../../src/client/plan/client-plan.ts';
import { plan } from '../../src/client/plan/plan.ts';
import { api } from './model.ts';

/** The files of a client of the given parts of an API, by path. */
export async function emitted(
  part: Parameters<typeof api>[0],
  options: Partial<PlanOptions> = {},
): Promise<ReadonlyMap<string, string>> {
  const files = emit(plan(api(part), { importExtension: 'js', ...options }, () => {}));
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** Returns the text after banner and imports. */
export function declarationsOf(text: string | undefined): string {
  return (text ?? '').replace(/^(?:\/[/*].*\n)+\n(?:import [^;]*;\n)*\n*/, '');
}

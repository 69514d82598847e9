import type { EmittedFile } from '../emit/emitted-file.ts';
import type { ApiModel, Integration } from '../model/api.ts';
import type { StyleName } from '../model/strategy.ts';
import { asWarning, withoutFaultyOperations } from '../model/without-faulty-operations.ts';
import { hashOf } from '../output/hash.ts';
import type { ImportExtension } from '../plan/client-plan.ts';
import { refuseUnknown } from '../plan/integrations.ts';
import { plan } from '../plan/plan.ts';
import { type Selection, selectedPart } from '../plan/selected-part.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import { guardStack } from '../shared/guard-stack.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { fingerprintOf } from './last-run.ts';
import { type OpenOptions, openDocument } from './open-document.ts';

export interface GenerateOptions extends OpenOptions, Selection {
  /** Name of the client class. Default: `info.title` in PascalCase, without "API" or "Client" at the end. */
  readonly name?: string | undefined;
  /** Extension of relative imports in the output. Default: `js`. */
  readonly importExtension?: ImportExtension | undefined;
  /** Integrations with other libraries. Each one adds a file of its name. Default: none. */
  readonly with?: readonly Integration[] | undefined;
  /**
   * If the document has errors, omit the operations that contain them and generate the rest. Each omitted operation is
   * a diagnostic, and the errors become warnings. Default: false.
   */
  readonly lenient?: boolean | undefined;
}

export interface GenerateStats {
  /** Number of operations in the document, paginated or not. */
  readonly operations: number;
  /** Number of paginated operations, by the style of their first strategy. */
  readonly paginated: Readonly<Partial<Record<StyleName, number>>>;
  /** Number of files in the output. */
  readonly files: number;
}

export interface GenerateResult {
  /** Empty if a diagnostic is an error. */
  readonly files: readonly EmittedFile[];
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly stats: GenerateStats;
  /** Hash of all input files, the options and the version of pagegen. Equal fingerprints mean equal files. */
  readonly fingerprint: string;
  /** Absolute path or URL of every file that was read or attempted. Use it for file watching. */
  readonly inputs: readonly string[];
}

/**
 * Generates the files of a client from an OpenAPI document. Writes nothing. Errors in the document become diagnostics.
 *
 * @throws InputError if the document or an overlay cannot be read: `file-not-found`, `file-is-folder`,
 * `file-unreadable`, `invalid-encoding`; `unknown-dialect`; `invalid-origin`; `nested-too-deeply`; `invalid-selector`,
 * `nothing-selected`, `unknown-integration`
 */
export function generate(options: GenerateOptions): Promise<GenerateResult> {
  return guardStack(() => run(options));
}

async function run(options: GenerateOptions): Promise<GenerateResult> {
  refuseUnknown(options.with ?? []);
  const { file, texts, inputs, model: whole, ...opened } = await openDocument(options);
  const diagnostics = [...opened.diagnostics];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const isLenient = options.lenient === true && whole !== undefined;
  const sound = isLenient ? withoutFaultyOperations(whole, report) : whole;
  const failed = !isLenient && diagnostics.some(isError);
  // After errors, a selector could name an operation that exists but could not be read.
  const model = sound && !failed ? selectedPart(sound, options) : sound;
  const files = model && !failed ? await emitFiles(model, options, report) : [];
  return {
    files,
    diagnostics: opened.locate(isLenient ? diagnostics.map(asWarning) : diagnostics),
    stats: statsOf(model, files.length),
    fingerprint: fingerprintOf(
      options,
      file,
      [...texts].map(([path, { text }]) => [path, hashOf(text)]),
    ),
    inputs,
  };
}

/** Prints the files of a client. Loads the emitter only here, because it takes time to load. */
async function emitFiles(
  model: ApiModel,
  { name, importExtension = 'js', with: wanted = [] }: GenerateOptions,
  report: (diagnostic: Diagnostic) => void,
): Promise<readonly EmittedFile[]> {
  const clientPlan = plan(model, { ...(name !== undefined && { name }), importExtension, with: wanted }, report);
  const { emit } = await import('../emit/emit.ts');
  return emit(clientPlan);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function statsOf(model: ApiModel | undefined, files: number): GenerateStats {
  const paginated: Partial<Record<StyleName, number>> = {};
  for (const { strategies } of model?.operations ?? []) {
    const style = strategies[0]?.style;
    if (style) paginated[style] = (paginated[style] ?? 0) + 1;
  }
  return { operations: model?.operations.length ?? 0, paginated, files };
}

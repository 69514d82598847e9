import type { DateTypes, Enums, ImportExtension, MethodNames } from '../client/plan/client-plan.ts';
import type { Selection } from '../client/plan/selected-part.ts';
import type { EmittedFile } from '../client/print/source-file.ts';
import type { Integration } from '../model/api.ts';
import type { StyleName } from '../model/strategy.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import type { DialectCounts, OpenOptions } from './open-document.ts';

export interface GenerateOptions extends OpenOptions, Selection {
  /** Name of the client class. Default: `info.title` in PascalCase, without "API" or "Client" at the end. */
  readonly name?: string | undefined;
  /** Extension of relative imports in the output. Default: `js`. */
  readonly importExtension?: ImportExtension | undefined;
  /** `short`: methods omit the name of their tag, as in `leads.list()`. `full`: `leads.listLeads()`. Default: `short`. */
  readonly methodNames?: MethodNames | undefined;
  /** `union`: enums are unions of literals. `object`: each also has an object of its values. Default: `union`. */
  readonly enums?: Enums | undefined;
  /** `date`: texts of `format: date-time` are `Date` in answers and requests. Default: `string`. */
  readonly dates?: DateTypes | undefined;
  /** Integrations with other libraries. Each one adds a file of its name. Default: none. */
  readonly with?: readonly Integration[] | undefined;
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
  readonly dialects: DialectCounts;
  /** Hash of all input files, the options and the version of pagegen. Equal fingerprints mean equal files. */
  readonly fingerprint: string;
  /** Absolute path or URL of every file that was read or attempted. Use it for file watching. */
  readonly inputs: readonly string[];
}

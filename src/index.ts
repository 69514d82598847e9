export type { EmittedFile } from './client/print/source-file.ts';
export { type WriteOptions, type WriteReport, write } from './output/write.ts';
export type { Severity } from './shared/diagnostic.ts';
export { InputError } from './shared/diagnostic.ts';
export type { LocatedDiagnostic, Place } from './shared/locate.ts';
export { version } from './shared/version.ts';
export {
  type Configuration,
  type ConfigurationContext,
  type ConfigurationInput,
  type ConfigurationValue,
  defineConfig,
  type LintSection,
  type ProjectConfiguration,
} from './tasks/configuration/define-config.ts';
export { generate } from './tasks/generate.ts';
export type { GenerateOptions, GenerateResult, GenerateStats } from './tasks/generate-options.ts';

export {
  type Configuration,
  type ConfigurationContext,
  type ConfigurationInput,
  type ConfigurationValue,
  defineConfig,
  type LintSection,
  type ProjectConfiguration,
} from './configuration/define-config.ts';
export type { Severity } from './diagnostics/diagnostic.ts';
export { InputError } from './diagnostics/input-error.ts';
export type { LocatedDiagnostic, Place } from './diagnostics/locate.ts';
export type { EmittedFile } from './emit/emitted-file.ts';
export { type GenerateOptions, type GenerateResult, type GenerateStats, generate } from './generate.ts';
export { version } from './version.ts';
export { type WriteOptions, type WriteReport, write } from './write/write.ts';

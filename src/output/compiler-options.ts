import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createFilesMatcher, parseTsconfig, type TsConfigJsonResolved } from 'get-tsconfig';

/** The compiler options that decide how a file is imported. */
export type CompilerOptions = NonNullable<TsConfigJsonResolved['compilerOptions']>;

/** The configuration that TypeScript applies to a file. */
export type AppliedTsconfig =
  | { readonly kind: 'read'; readonly file: string; readonly options: CompilerOptions }
  | { readonly kind: 'unreadable'; readonly file: string; readonly reason: string };

/**
 * Reads the `tsconfig.json` that applies to a source file, with everything that it extends. A solution file, which only
 * has `references`, leaves the source file to one of these.
 *
 * @param tsconfig absolute path of the nearest `tsconfig.json`
 * @param source absolute path of the source file, which need not exist
 */
export function readCompilerOptions(tsconfig: string, source: string): AppliedTsconfig {
  try {
    const [applied] = candidates(tsconfig, source, new Set());
    return applied ?? { kind: 'read', file: tsconfig, options: optionsOf(parseTsconfig(tsconfig)) };
  } catch (error) {
    return { kind: 'unreadable', file: tsconfig, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Returns the configurations for a file, best first: those that include it, then those that a solution refers to. */
function candidates(tsconfig: string, source: string, seen: Set<string>): AppliedTsconfig[] {
  if (seen.has(tsconfig)) return [];
  seen.add(tsconfig);
  const config = parseTsconfig(tsconfig);
  const own: AppliedTsconfig = { kind: 'read', file: tsconfig, options: optionsOf(config) };
  if (includes(tsconfig, config, source)) return [own];
  const referenced = (config.references ?? [])
    .map(({ path }) => fileOf(resolve(dirname(tsconfig), path)))
    .filter((file) => existsSync(file));
  const nested = referenced.flatMap((file) => candidates(file, source, seen));
  const including = nested.filter((one) => one.kind === 'read' && includes(one.file, parseTsconfig(one.file), source));
  const isSolution = config.files?.length === 0 && config.include === undefined;
  return [...including, ...(isSolution ? nested : [own])];
}

function includes(tsconfig: string, config: TsConfigJsonResolved, source: string): boolean {
  return createFilesMatcher({ path: tsconfig, config })(source) !== undefined;
}

/** A reference names a file, or the folder of a `tsconfig.json`. */
function fileOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, 'tsconfig.json') : path;
}

/** The types of the library trust the file. */
function optionsOf({ compilerOptions }: TsConfigJsonResolved): CompilerOptions {
  return typeof compilerOptions === 'object' && compilerOptions !== null ? compilerOptions : {};
}

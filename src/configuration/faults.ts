import { displayPath } from '../diagnostics/formats/display-path.ts';
import { InputError } from '../diagnostics/input-error.ts';
import { formatPointer } from '../ir/json-pointer.ts';
import type { FoundConfiguration } from './find-configuration.ts';

/** Something wrong in a configuration. */
export interface Fault {
  /** Keys and indices from the configuration's root to the place. */
  readonly path: readonly (string | number)[];
  /** Whether it is about the key rather than the value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** All faults of a configuration as one error: with line and column where the file is JSON or YAML. */
export function faultsError(faults: readonly Fault[], found: FoundConfiguration, cwd: string): InputError {
  const file = displayPath(found.file, cwd);
  const [first] = faults;
  if (first !== undefined && faults.length === 1) {
    return new InputError('invalid-configuration', `${placed(first, found, file)}: ${first.message}`, {
      hint: first.hint,
    });
  }
  const lines = faults.map(
    (fault) => `\n  ${placed(fault, found, file)}: ${[fault.message, fault.hint].filter(Boolean).join(' ')}`,
  );
  return new InputError('invalid-configuration', `${file} has ${faults.length} faults:${lines.join('')}`);
}

function placed({ path, part }: Fault, { source, pointer }: FoundConfiguration, file: string): string {
  if (source === undefined) return file;
  const { line, column } = source.range(pointer + formatPointer(path), part);
  return `${file}:${line}:${column}`;
}

import { Option } from 'commander';
import type { GenerateOptions } from '../index.ts';

/** Flags of every command that reads a document. */
export interface ReadingFlags {
  readonly overlay?: readonly string[];
  readonly dialect?: string;
}

/** The options themselves, anew for each command. */
export function readingOptions(): Option[] {
  return [
    new Option('--overlay <file>', 'OpenAPI overlay to apply to the document first (repeatable)').argParser(
      (file: string, files: readonly string[] | undefined) => [...(files ?? []), file],
    ),
    new Option('--dialect <key>', "vendor's annotation that comes before others, such as x-fern-pagination"),
  ];
}

/** What the flags mean for whoever reads the document. */
export function readingOf({ overlay, dialect }: ReadingFlags): Pick<GenerateOptions, 'overlays' | 'dialect'> {
  return { overlays: overlay, dialect };
}

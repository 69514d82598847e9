import { githubActions, junit } from './ci.ts';
import type { Format } from './format.ts';
import { json, sarif } from './json.ts';
import { codeframe, markdown, stylish } from './text.ts';

/** Every output format, by the name that `--format` takes. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['codeframe', codeframe],
  ['stylish', stylish],
  ['json', json],
  ['sarif', sarif],
  ['github-actions', githubActions],
  ['junit', junit],
  ['markdown', markdown],
]);

import { codeframe } from './codeframe.ts';
import type { Format } from './format.ts';
import { githubActions } from './github-actions.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

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

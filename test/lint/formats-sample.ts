import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormatInput } from '../../src/lint/formats/format.ts';
import { lint } from '../../src/tasks/lint.ts';
import { documentOf } from './lint-text.ts';

/** Names that mean something in each of the formats: markup, commands, separators, another script. */
const HOSTILE = 'sk|p<b>&"%0A::error::,]]>*ü';

/**
 * The input of a format after a real run: an error with a hint, a warning of another file with related places, a document
 * without findings, and text of the document that is markup in most formats.
 */
export async function sample(): Promise<FormatInput> {
  const cwd = mkdtempSync(join(tmpdir(), 'pagegen-formats-'));
  try {
    writeFileSync(
      join(cwd, 'a b.yaml'),
      documentOf(
        `style: offset\nrequest: { offset: '${HOSTILE}', limit: limit }\nresponse: { items: data, hasMore: hasMore }`,
      ),
    );
    writeFileSync(join(cwd, 'clean.yaml'), documentOf('list'));
    const result = await lint({ documents: ['a b.yaml', 'clean.yaml'], cwd, profile: 'strict' });
    return { ...result, cwd, version: '1.2.3', colors: false };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

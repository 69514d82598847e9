import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { readApi } from '../../src/tasks/open-document.ts';

const root = join(import.meta.dirname, '../../specs');
const fixtures = readdirSync(join(root, 'fixtures')).filter((file) => file.endsWith('.yaml'));

describe('the documents that come with pagegen have no faults', () => {
  it.each(['close.yaml', 'places.yaml', ...fixtures.map((file) => `fixtures/${file}`)])('%s', async (file) => {
    const faults: Diagnostic[] = [];
    await readApi({ document: join(root, file) }, (fault) => faults.push(fault));
    expect(faults).toEqual([]);
  });
});

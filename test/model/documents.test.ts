import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../../src/tasks/open-document.ts';

const root = join(import.meta.dirname, '../../specs');
const fixtures = readdirSync(join(root, 'fixtures')).filter((file) => file.endsWith('.yaml'));

describe('the documents that come with pagegen have no faults', () => {
  it.each(['close.yaml', 'places.yaml', ...fixtures.map((file) => `fixtures/${file}`)])('%s', async (file) => {
    const { diagnostics } = await openDocument({ document: join(root, file) });
    expect(diagnostics).toEqual([]);
  });
});

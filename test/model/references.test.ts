import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const document = fileURLToPath(new URL('../../specs/fixtures/references.yaml', import.meta.url));

async function text(path: string): Promise<string> {
  const { files, diagnostics } = await generate({ document });
  expect(diagnostics).toEqual([]);
  return files
    .filter((file) => file.path.startsWith(path))
    .map((file) => file.text)
    .join('');
}

describe('references of every kind', () => {
  it('lead to named types', async () => {
    const models = await text('models.ts');
    const everything = /interface Everything \{(?<members>.*?)\n\}/s.exec(models)?.groups?.members ?? '';
    const types = [...everything.matchAll(/^ {2}(\w+)\?: (.*) \| undefined;$/gm)].map(([, name, type]) => [name, type]);
    expect(Object.fromEntries(types)).toMatchObject({
      described: 'Plain',
      nullable: 'Plain | null',
      percent: 'WithSpaceÉ',
      tilde: 'SlashAndTilde',
      both: 'SlashAndTilde',
      inner: 'Inner',
      anchored: 'Anchored',
      chain: 'Plain',
      item: 'HolderPrefixItems1',
      fragment: 'Color',
      elsewhere: 'Shade',
      whole: 'Whole',
    });
  });

  it('keep the notes next to them', async () => {
    const models = await text('models.ts');
    expect(models).toContain(
      '  /**\n   * The reference says more.\n   *\n   * @deprecated\n   */\n  described?: Plain',
    );
    expect(models).toContain('narrowed?: (Plain & { more?: boolean | undefined; id: string }) | undefined;');
  });

  it('are followed where OpenAPI has none: texts, operations', async () => {
    expect(await text('client.ts')).toContain(' * Kept in a file of its own.');
    expect(await text('operations/')).toContain('export function postOther(');
  });

  it('of a path item are combined with the members next to them', async () => {
    const operations = await text('operations/');
    expect(operations).toContain('export function getEverything(');
    expect(operations).toContain('export function putEverything(');
  });

  it('across files may come back', async () => {
    expect(await text('models.ts')).toContain(
      'export interface Whole {\n  self?: Whole | undefined;\n  root?: Plain | undefined;\n}',
    );
  });
});

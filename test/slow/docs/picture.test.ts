import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { PICTURE, picture, timeless } from './picture.ts';

it('shows what the commands print today', async () => {
  expect(timeless(await readFile(PICTURE, 'utf8'))).toBe(timeless(await picture()));
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('each annotation on the page of forms has a test', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/forms.md'), 'utf8');
  const headings = page
    .split(/^### /m)
    .filter((section) => section.includes('```yaml form'))
    .map((section) => section.slice(0, section.indexOf('\n')));
  const tests = readdirSync(import.meta.dirname)
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  expect(headings.length).toBeGreaterThan(60);
  expect(headings.filter((heading) => !tests.includes(`testForm({\n  name: '${heading}',`))).toEqual([]);
});

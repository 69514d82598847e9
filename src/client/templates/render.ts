import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { templatesFolder } from './templates-folder.ts';

// The same as `handlebars`, in one file instead of forty.
const { compile }: typeof Handlebars = createRequire(import.meta.url)('handlebars/dist/handlebars.min.js');

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Fills the holes of a template in `templates/`.
 *
 * @throws where the template names something that `values` has not: a fault of ours
 */
export function render(template: string, values: object): string {
  let fill = compiled.get(template);
  if (fill === undefined) {
    const text = readFileSync(new URL(`${template}.hbs`, templatesFolder()), 'utf8');
    fill = compile(text, { noEscape: true, strict: true });
    compiled.set(template, fill);
  }
  return fill(values);
}

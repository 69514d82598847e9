import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { templatesFolder } from './templates-folder.ts';

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
    fill = Handlebars.compile(text, { noEscape: true, strict: true });
    compiled.set(template, fill);
  }
  return fill(values);
}

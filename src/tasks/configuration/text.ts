import { projectName } from './read.ts';

export const FORMATS = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml'] as const;
/** Extension of a configuration file. */
export type Format = (typeof FORMATS)[number];

const SCHEMA = './node_modules/pagegen/schema/pagegen.config.schema.json';

/**
 * Returns the text of a first configuration: one project, or several with a folder each below `output`.
 *
 * @param documents paths with slashes, relative to the configuration
 */
export function configurationText(documents: readonly string[], output: string, format: Format): string {
  const [only] = documents;
  const value =
    documents.length === 1
      ? { document: only, output }
      : { projects: withNames(documents).map(({ name, ...project }) => ({ ...project, output: `${output}/${name}` })) };
  if (format === 'json') return `${JSON.stringify({ $schema: SCHEMA, ...value }, null, 2)}\n`;
  if (format === 'yaml') return `# yaml-language-server: $schema=${SCHEMA}\n${yamlOf(value)}`;
  return `import { defineConfig } from 'pagegen';\n\nexport default defineConfig(${literal(value, '')});\n`;
}

/** Returns projects with unique names, even if documents have the same file name. */
function withNames(documents: readonly string[]): { name: string; project?: string; document: string }[] {
  const taken = new Set<string>();
  return documents.map((document) => {
    const plain = projectName(document);
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return { name, ...(name !== plain && { project: name }), document };
  });
}

function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => `${inner}${literal(each, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${inner}${key}: ${literal(member, inner)},\n`);
    return `{\n${members.join('')}${indent}}`;
  }
  const text = JSON.stringify(value);
  return /['\\]/.test(text) ? text : `'${text.slice(1, -1)}'`;
}

/** Formats a value as YAML. JSON strings are valid YAML; paths need no quotes. */
function yamlOf(value: Readonly<Record<string, unknown>>): string {
  const scalar = (text: unknown): string =>
    /^[a-z][\w./-]*\.\w+$|^[a-z][\w/-]*\/[\w/-]+$/i.test(String(text)) ? String(text) : JSON.stringify(text);
  return Object.entries(value)
    .map(([key, member]) => {
      if (!Array.isArray(member)) return `${key}: ${scalar(member)}\n`;
      const items = member.map((item: object) =>
        Object.entries(item).map(([name, text], index) => `${index === 0 ? '  - ' : '    '}${name}: ${scalar(text)}\n`),
      );
      return `${key}:\n${items.flat().join('')}`;
    })
    .join('');
}

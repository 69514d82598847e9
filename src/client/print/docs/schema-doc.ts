import type { ExternalDocs, Schema, SchemaNotes } from '../../../model/schema.ts';
import { docLine, docText } from '../syntax/doc-comment.ts';

/**
 * Returns the documentation of a schema, as paragraphs of a doc comment.
 *
 * @param remark a paragraph of our own
 */
export function schemaDoc(schema: Schema, remark = ''): readonly string[] {
  const text = [schema.description ?? schema.title ?? '', enumText(schema), sentences(schema)];
  return [...text.filter((part) => part !== '').map(docText), remark, tags(schema)].filter((part) => part !== '');
}

/** Returns default, format and bounds, in one line. */
export function sentences(notes: SchemaNotes): string {
  const { minimum, maximum, format, digits = {} } = notes;
  return [
    notes.default === undefined
      ? ''
      : `Default: ${digits.default === undefined ? code(notes.default) : codeText(digits.default)}.`,
    format === undefined || IMPLIED_FORMATS.has(format) ? '' : `Format: \`${docLine(format).replaceAll('`', "'")}\`.`,
    minimum === undefined ? '' : `Minimum: ${codeText(digits.minimum ?? String(minimum))}.`,
    maximum === undefined ? '' : `Maximum: ${codeText(digits.maximum ?? String(maximum))}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Formats that the type says already. */
const IMPLIED_FORMATS: ReadonlySet<string> = new Set(['binary', 'int32', 'int64', 'float', 'double']);

/** Returns a JSON value as code inside a doc comment. */
function code(value: unknown): string {
  return codeText(JSON.stringify(value));
}

function codeText(text: string): string {
  return `\`${docLine(text).replaceAll('`', "'")}\``;
}

/** Returns the meanings of an enum's values, if the document names or describes them. */
function enumText(schema: Schema): string {
  if (schema.kind !== 'enum') return '';
  const { values, names, descriptions } = schema;
  if (names === undefined && descriptions === undefined) return '';
  return values
    .map((value, index) => {
      const text = [names?.[index], descriptions?.[index]]
        .filter((part) => part !== undefined && part !== '')
        .join(': ');
      return text === '' ? `- ${code(value)}` : `- ${code(value)}: ${docLine(text)}`;
    })
    .join('\n');
}

/** Returns tags, one a line. A long example is omitted. */
export function tags(notes: Pick<SchemaNotes, 'deprecated' | 'example' | 'externalDocs' | 'digits'>): string {
  const example = notes.example === undefined ? '' : docLine(notes.digits?.example ?? JSON.stringify(notes.example));
  return [
    seeTag(notes.externalDocs),
    notes.deprecated === true ? '@deprecated' : '',
    example === '' || example.length > 100 ? '' : `@example ${example}`,
  ]
    .filter((tag) => tag !== '')
    .join('\n');
}

/** Returns `@see` with the address and its description. */
export function seeTag(docs: ExternalDocs | undefined): string {
  return docs === undefined ? '' : `@see ${docLine(`${docs.url} ${docs.description ?? ''}`)}`;
}

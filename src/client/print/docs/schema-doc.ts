import type { ExternalDocs, Schema, SchemaNotes } from '../../../model/schema.ts';
import { docLine, docText } from '../syntax/doc-comment.ts';

/** What a schema says beside its type, as paragraphs of a doc comment. */
export function schemaDoc(schema: Schema): readonly string[] {
  const text = [schema.description ?? schema.title ?? '', enumText(schema), sentences(schema)];
  return [...text.filter((part) => part !== '').map(docText), tags(schema)].filter((part) => part !== '');
}

/** Default, format and bounds, in one line. */
export function sentences(notes: SchemaNotes): string {
  const { minimum, maximum, format } = notes;
  return [
    notes.default === undefined ? '' : `Default: ${code(notes.default)}.`,
    format === undefined || IMPLIED_FORMATS.has(format) ? '' : `Format: \`${docLine(format).replaceAll('`', "'")}\`.`,
    minimum === undefined ? '' : `Minimum: ${code(minimum)}.`,
    maximum === undefined ? '' : `Maximum: ${code(maximum)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Formats that the type says already. */
const IMPLIED_FORMATS: ReadonlySet<string> = new Set(['binary', 'int32', 'int64', 'float', 'double']);

/** A JSON value as code inside a doc comment. */
function code(value: unknown): string {
  const text = docLine(JSON.stringify(value));
  return `\`${text.replaceAll('`', "'")}\``;
}

/** The meanings of an enum's values, where the document names or describes them. */
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

/** Tags, one a line. An example that would fill the screen is left out. */
export function tags(notes: Pick<SchemaNotes, 'deprecated' | 'example' | 'externalDocs'>): string {
  const example = notes.example === undefined ? '' : docLine(JSON.stringify(notes.example));
  return [
    seeTag(notes.externalDocs),
    notes.deprecated === true ? '@deprecated' : '',
    example === '' || example.length > 100 ? '' : `@example ${example}`,
  ]
    .filter((tag) => tag !== '')
    .join('\n');
}

/** `@see`, with the address and what stands there. */
export function seeTag(docs: ExternalDocs | undefined): string {
  return docs === undefined ? '' : `@see ${docLine(`${docs.url} ${docs.description ?? ''}`)}`;
}

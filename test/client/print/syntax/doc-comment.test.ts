import fc from 'fast-check';
import { Project, printStructure, StructureKind, ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { docLine, docOf, docText, fill, writeDoc } from '../../../../src/client/print/syntax/doc-comment.ts';
import { textOf } from '../../../../src/client/print/syntax/layout.ts';

function comment(...paragraphs: string[]): string {
  return textOf((writer) => writeDoc(writer, paragraphs));
}

/** Parses a declaration after a comment. The result has only the declaration unless the comment ended early. */
function parse(comment: string): ts.SourceFile {
  return ts.createSourceFile('x.ts', `${comment}export const marker = 1;\n`, ts.ScriptTarget.Latest, true);
}

const nasty = fc.string({ unit: fc.constantFrom('*', '/', '@', '\n', '\r', '\u2028', '\\', ' ', 'a', '`', '{', '\t') });

describe('docText', () => {
  it('cannot end the comment or begin a tag', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        const file = parse(comment(docText(text)));
        expect(file.statements).toHaveLength(1);
        expect(ts.getJSDocTags(file.statements[0] as ts.Node)).toEqual([]);
      }),
    );
  });

  it('ends every kind of line with a line feed', () => {
    expect(docText('a\r\nb\rc\u2028d\u2029e\u0085f')).toBe('a\nb\nc\nd\ne\nf');
  });

  it('keeps an at sign inside a line', () => {
    expect(docText('mail me@example.com\n@internal @b')).toBe('mail me@example.com\n\\@internal \\@b');
  });

  it('takes out controls of bidirectional text', () => {
    expect(docText('a\u202eb\u0000c')).toBe('abc');
  });
});

describe('writeDoc', () => {
  it('writes one line if the text fits on one', () => {
    expect(comment('A lead.')).toBe('/** A lead. */\n');
  });

  it('separates paragraphs, without spaces at the ends of lines', () => {
    expect(comment('A lead.', '', '@deprecated')).toBe('/**\n * A lead.\n *\n * @deprecated\n */\n');
  });

  it('writes nothing if there is nothing to say', () => {
    expect(comment('', '')).toBe('');
  });

  it('writes the comment that ts-morph prints for a structure', () => {
    for (const paragraphs of [['A lead.'], ['A lead.', 'Two\nlines.'], ['x'.repeat(114)]]) {
      const printed = printStructure({ kind: StructureKind.TypeAlias, name: 'A', type: 'B', docs: docOf(paragraphs) });
      expect(printed).toBe(`${comment(...paragraphs)}type A = B;`);
    }
  });
});

describe('docLine', () => {
  it('makes one line of many', () => {
    expect(docLine('a\n\n  b\tc')).toBe('a b c');
  });
});

describe('fill', () => {
  it('breaks our own text between words', () => {
    const filled = fill('word '.repeat(60).trim(), '  ');
    expect(filled.split('\n').every((line) => line.length <= 112)).toBe(true);
    expect(filled.replaceAll('\n  ', ' ')).toBe('word '.repeat(60).trim());
  });
});

it('is parsed by the compiler that ts-morph brings', () => {
  const project = new Project({ useInMemoryFileSystem: true });
  const file = project.createSourceFile('x.ts', `${comment(docText('Ends */ here.'))}export const a = 1;`);
  expect(file.getVariableStatements()[0]?.getJsDocs()[0]?.getDescription().trim()).toBe('Ends *\\/ here.');
});

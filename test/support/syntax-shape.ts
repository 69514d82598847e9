import { ts } from 'ts-morph';

/**
 * A TypeScript text without its names, literals and comments: the kinds of its nodes in order, a line for each
 * declaration. Texts of one shape run the same code on other data.
 *
 * @throws where the text does not parse
 */
export function shapeOf(text: string): string[] {
  const file = ts.createSourceFile('shape.ts', text, ts.ScriptTarget.Latest, false);
  // `transpileModule` reports these, too, but the property is not in the public types.
  const [fault] = (file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
  if (fault) throw new SyntaxError(`${ts.flattenDiagnosticMessageText(fault.messageText, ' ')} in:\n${text}`);
  return file.statements.map((statement) => kindsOf(statement).join(' '));
}

/** Returns true if a TypeScript text has an identifier of this name outside of comments and literals. */
export function hasIdentifier(text: string, name: string): boolean {
  const file = ts.createSourceFile('identifiers.ts', text, ts.ScriptTarget.Latest, false);
  const isFound = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === name) ||
    ts.forEachChild(node, (child) => isFound(child) || undefined) === true;
  return isFound(file);
}

function kindsOf(node: ts.Node): string[] {
  // `name`, `'na-me'` and `['__proto__']` are names of members alike.
  if (ts.isPropertyName(node)) return ['Name'];
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
    return ['Access', ...kindsOf(node.expression)];
  }
  if (ts.isPropertyAccessExpression(node)) return ['Access', ...kindsOf(node.expression)];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...kindsOf(child));
  });
  return [ts.SyntaxKind[node.kind], ...inner];
}

import { Project, ts } from 'ts-morph';
import type { OutputFile } from './manifest.ts';

/** A place in generated code that does something no client needs to do. */
export interface AuditFinding {
  /** Path of the file, relative to the client's folder. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** A verb phrase about the code, such as "uses the global 'fetch'". */
  readonly what: string;
}

/** Packages that generated files may import. Each belongs to an integration that the user asked for. */
const LIBRARIES = /^(?:@tanstack\/query-core|msw|zod\/v4\/mini|node:stream)$/;

/** Globals that generated files may use: they work on their arguments and nothing else. */
const GLOBALS: ReadonlySet<string> = new Set(['undefined', 'Infinity', 'Object', 'Number', 'Response', 'URL', 'JSON']);

const TOP_LEVEL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
]);

/**
 * Parses generated code and returns everything other than declarations that call the runtime: statements that run on
 * import, globals, foreign imports, code built from strings. It never sees the document, so no text in the document can
 * mislead it. It skips the runtime, whose files are byte for byte those that pagegen ships.
 */
export function auditFiles(files: readonly OutputFile[]): readonly AuditFinding[] {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return files
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('runtime/'))
    .flatMap(({ path, text }) => {
      const file = project.createSourceFile(path, text);
      const findings = auditSource(file.compilerNode);
      const places = findings.map(({ position, what }) => ({ path, ...file.getLineAndColumnAtPos(position), what }));
      project.removeSourceFile(file);
      return places;
    });
}

interface Problem {
  readonly position: number;
  readonly what: string;
}

function auditSource(file: ts.SourceFile): readonly Problem[] {
  const found: Problem[] = [];
  const report = (node: ts.Node, what: string): void => void found.push({ position: node.getStart(file), what });
  // `transpileModule` reports these too; the public types do not declare them.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  for (const { start, messageText } of parseDiagnostics) {
    found.push({ position: start, what: `does not parse: ${ts.flattenDiagnosticMessageText(messageText, ' ')}` });
  }
  for (const statement of file.statements) {
    if (!TOP_LEVEL.has(statement.kind)) report(statement, 'runs when the client is imported');
  }
  const declared = declaredNames(file);
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const what = ts.isIdentifier(node) ? freeName(node, declared) : forbidden(node);
    if (what !== undefined) report(node, what);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** Returns every name that the file declares or imports, in any scope. */
function declaredNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { name } = node as Partial<ts.NamedDeclaration>;
    const isMember = ts.isClassElement(node) || ts.isObjectLiteralElement(node) || ts.isTypeElement(node);
    if (name !== undefined && ts.isIdentifier(name) && !isMember && !ts.isPropertyAccessExpression(node))
      names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Describes the use of a name that the file neither declares nor imports. */
function freeName(node: ts.Identifier, declared: ReadonlySet<string>): string | undefined {
  const { parent, text } = node;
  const isLabel =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ((ts.isClassElement(parent) || ts.isPropertyAssignment(parent)) && parent.name === node);
  return isLabel || declared.has(text) || GLOBALS.has(text) ? undefined : `uses the global '${text}'`;
}

function forbidden(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const { moduleSpecifier } = node;
    const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : './';
    return /^\.{1,2}\//.test(from) || LIBRARIES.test(from) ? undefined : `imports from '${from}'`;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'imports at run time';
  if (ts.isMetaProperty(node)) return 'reads import.meta or new.target';
  if (ts.isTaggedTemplateExpression(node)) return 'calls a function with a template';
  if (ts.isWithStatement(node) || ts.isDebuggerStatement(node)) return 'uses a statement that no client needs';
  const isPrototype =
    ts.isPropertyAssignment(node) &&
    (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) &&
    node.name.text === '__proto__';
  if (isPrototype) return 'sets the prototype of an object';
  // `this.constructor` is fine: a tag or operation may have that name.
  const isElsewhere = memberName(node) === 'constructor' && !isOfThis(node);
  return isElsewhere ? "uses a 'constructor' member" : undefined;
}

function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function isOfThis(node: ts.Node): boolean {
  return (node as ts.AccessExpression).expression.kind === ts.SyntaxKind.ThisKeyword;
}

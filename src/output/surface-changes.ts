import { type ExportedDeclarations, Node, Project, ts } from 'ts-morph';

/** A file of a client as it was, as it will be, or both. */
export interface ChangedFile {
  /** Relative to the client's folder, with `/`. */
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** What users of a client notice of a change: an exported name that comes, goes, or is declared in other words. */
export interface SurfaceChange {
  readonly kind: 'removed' | 'changed' | 'added';
  readonly name: string;
}

const KINDS: readonly SurfaceChange['kind'][] = ['removed', 'changed', 'added'];

/**
 * The exported declarations of a client that differ, comments and bodies of functions apart: what was removed first, then
 * what was changed and what was added, each by name. The runtime is left out: its version is that of pagegen.
 */
export function surfaceChanges(files: readonly ChangedFile[]): readonly SurfaceChange[] {
  const generated = files.filter(({ path }) => path.endsWith('.ts') && !path.startsWith('runtime/'));
  const before = surfaceOf(generated.map(({ path, before: text = '' }) => ({ path, text })));
  const after = surfaceOf(generated.map(({ path, after: text = '' }) => ({ path, text })));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names.flatMap((name): SurfaceChange[] => {
    if (!after.has(name)) return [{ kind: 'removed', name }];
    if (!before.has(name)) return [{ kind: 'added', name }];
    return before.get(name) === after.get(name) ? [] : [{ kind: 'changed', name }];
  });
  return changes.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** Exported name → its declarations as users see them. */
function surfaceOf(files: readonly { readonly path: string; readonly text: string }[]): ReadonlyMap<string, string> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const surface = new Map<string, string>();
  for (const { path, text } of files) {
    const file = project.createSourceFile(`/${path}`, text);
    for (const statement of file.getStatements()) {
      if (!Node.isExportable(statement) || !statement.isExported()) continue;
      const name = Node.hasName(statement) ? statement.getName() : undefined;
      if (name !== undefined) surface.set(name, visiblePart(statement as ExportedDeclarations));
    }
  }
  return surface;
}

const printer = ts.createPrinter({ removeComments: true });

function visiblePart(declaration: ExportedDeclarations): string {
  const { compilerNode } = declaration;
  const { transformed } = ts.transform<ts.Node>(compilerNode, [
    (context) => {
      const visit = (node: ts.Node): ts.Node | undefined => {
        if (ts.isBlock(node) || (ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name))) return undefined;
        return ts.visitEachChild(node, visit, context);
      };
      return (node) => ts.visitEachChild(node, visit, context);
    },
  ]);
  return printer.printNode(ts.EmitHint.Unspecified, transformed[0] ?? compilerNode, compilerNode.getSourceFile());
}

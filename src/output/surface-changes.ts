import { type ExportedDeclarations, Node, Project, ts } from 'ts-morph';

/** A file of a client before and after a change. A new file has no `before`, a deleted file no `after`. */
export interface ChangedFile {
  /** Path relative to the client's folder, with `/`. */
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** A change that users of a client notice: an exported name is added or removed, or its declaration changes. */
export interface SurfaceChange {
  readonly kind: 'removed' | 'changed' | 'added';
  readonly name: string;
}

const KINDS: readonly SurfaceChange['kind'][] = ['removed', 'changed', 'added'];

/**
 * Returns the exported declarations of a client that changed: first the removed ones, then the changed and the added
 * ones, each sorted by name. Comments and function bodies do not count. The runtime is skipped: it changes only with
 * pagegen.
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

/** Maps each exported name to its declaration as users see it. */
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

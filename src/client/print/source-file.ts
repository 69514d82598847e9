import type {
  ExportDeclarationStructure,
  ImportDeclarationStructure,
  StatementStructures,
  WriterFunction,
} from 'ts-morph';
import type { ClientPlan, ImportExtension } from '../plan/client-plan.ts';
import type { RuntimeSymbol } from '../plan/runtime-symbols.ts';
import { BLANK_LINE, settle, WIDTH } from './syntax/layout.ts';
import { printStructure, StructureKind } from './ts-morph.ts';

/** One file of a client. */
export interface EmittedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A TypeScript file before it is printed. */
export interface SourceFile {
  readonly path: string;
  readonly imports: Imports;
  readonly exports: Imports;
  /** Declarations, in order. */
  readonly statements: readonly StatementStructures[];
}

/** Prints a TypeScript file: the banner, imports, exports, declarations. */
export function printSourceFile({ imports, exports, statements }: SourceFile, banner: string): string {
  const [first, ...others] = exports.exportDeclarations;
  const exported = first === undefined ? [] : [{ ...first, leadingTrivia: BLANK_LINE }, ...others];
  const text = printStructure(
    { kind: StructureKind.SourceFile, statements: [...imports.importDeclarations, ...exported, ...statements] },
    { indentNumberOfSpaces: 2, useSingleQuote: true },
  );
  return `${banner}\n${settle(text).trimEnd()}\n`;
}

/** A name that another file of the client declares. It is imported if it is printed. */
export interface ImportedName {
  readonly name: string;
  /** Path without ending from the root of the client, such as `runtime/call`. */
  readonly module: string;
  readonly isType: boolean;
}

type Module = Pick<ImportedName, 'module'> & { readonly names: Map<string, { isType: boolean }> };

/** The names that one file imports from others, or exports from them. */
export class Imports {
  readonly #file: string;
  readonly #plan: Pick<ClientPlan, 'importExtension' | 'runtime'>;
  readonly #used = new Map<string, Module>();
  readonly #namespaces: ImportDeclarationStructure[] = [];

  /** @param file path of the file without ending */
  constructor(file: string, plan: Pick<ClientPlan, 'importExtension' | 'runtime'>) {
    this.#file = file;
    this.#plan = plan;
  }

  /** Returns a name for printing, and imports it unless this file declares it. */
  use({ name, module, isType }: ImportedName): string {
    if (module === this.#file) return name;
    const used = this.#used.get(module) ?? { module, names: new Map() };
    this.#used.set(module, used);
    const known = used.names.get(name);
    if (known === undefined) used.names.set(name, { isType });
    else if (!isType) known.isType = false;
    return name;
  }

  /** Returns a name of the runtime for printing, and imports it. `asType`: a class is used as a type only. */
  runtime(symbol: RuntimeSymbol, asType = false): string {
    const { module, type } = this.#plan.runtime[symbol];
    return this.use({ name: symbol, module: `runtime/${module}`, isType: asType || type === true });
  }

  /** Imports everything that a package exports, as one name. */
  withNamespace(name: string, specifier: string): this {
    this.#namespaces.push({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: specifier,
      namespaceImport: name,
    });
    return this;
  }

  get modules(): readonly string[] {
    return [...this.#used.keys()];
  }

  /** Returns one import for each module, sorted. */
  get importDeclarations(): ImportDeclarationStructure[] {
    const imports = this.#sorted().map(
      (used): ImportDeclarationStructure => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: this.#specifier(used),
        isTypeOnly: isTypeOnly(used),
        namedImports: filled('import', used, this.#specifier(used)),
      }),
    );
    return [...this.#namespaces, ...imports];
  }

  /** Returns one export for each module, sorted. */
  get exportDeclarations(): ExportDeclarationStructure[] {
    return this.#sorted().map((used) => ({
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: this.#specifier(used),
      isTypeOnly: isTypeOnly(used),
      namedExports: filled('export', used, this.#specifier(used)),
    }));
  }

  #sorted(): Module[] {
    return [...this.#used.values()].sort((a, b) => compare(a.module, b.module));
  }

  #specifier({ module }: Module): string {
    return relative(this.#file, module) + ENDINGS[this.#plan.importExtension];
  }
}

export const ENDINGS: Readonly<Record<ImportExtension, string>> = { js: '.js', ts: '.ts', none: '' };

/** Under `verbatimModuleSyntax`, an import of which each name is marked as a type still loads its module. */
function isTypeOnly({ names }: Module): boolean {
  return [...names.values()].every(({ isType }) => isType);
}

/** Returns the names between the braces: on one line, or else filled to the width of lines. */
function filled(keyword: 'import' | 'export', used: Module, specifier: string): string[] | WriterFunction[] {
  const areTypes = isTypeOnly(used);
  const names = [...used.names].sort(([a], [b]) => compare(a, b));
  const labels = names.map(([name, { isType }]) => (isType && !areTypes ? `type ${name}` : name));
  const line = `${keyword} ${areTypes ? 'type ' : ''}{ ${labels.join(', ')} } from '${specifier}';`;
  if (line.length <= WIDTH) return labels;
  return [
    (writer) => {
      let column = WIDTH;
      for (const label of labels) {
        if (column + label.length + 2 > WIDTH) {
          writer.newLine().write(`${label},`);
          column = label.length + 3;
        } else {
          writer.write(` ${label},`);
          column += label.length + 2;
        }
      }
      writer.newLine();
    },
  ];
}

/** Compares by code unit, which is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Files are at the root of the client or one folder below it. */
function relative(from: string, to: string): string {
  return from.includes('/') ? `../${to}` : `./${to}`;
}

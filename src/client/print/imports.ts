import type { ClientPlan, ImportExtension } from '../plan/client-plan.ts';
import type { RuntimeSymbol } from '../plan/runtime-symbols.ts';
import type { ModuleStatement } from './syntax/module-statement.ts';

/**
 * The imports of one file. A name is recorded when it is printed, so that what is imported is what is used. Modules
 * are paths without ending from the root of the client, such as `runtime/call`.
 */
export class Imports {
  readonly #file: string;
  readonly #plan: Pick<ClientPlan, 'importExtension' | 'runtime'>;
  readonly #used = new Map<string, { module: string; typeOnly: boolean; names: Set<string> }>();
  /** Every name when it was first used, in that order. */
  readonly #log: { readonly names: Set<string>; readonly name: string }[] = [];

  /** @param file path of the importing file without ending */
  constructor(file: string, plan: Pick<ClientPlan, 'importExtension' | 'runtime'>) {
    this.#file = file;
    this.#plan = plan;
  }

  /** The name of something that another file of the client declares; imported unless this is the file. */
  use(name: string, module: string, kind: 'value' | 'type'): string {
    if (module === this.#file) return name;
    const key = `${module} ${kind}`;
    const { names } = this.#used.get(key) ?? this.#open(key, module, kind);
    if (!names.has(name)) this.#log.push({ names, name });
    names.add(name);
    return name;
  }

  /** Prints something that is perhaps not printed after all: where `isKept` denies it, its imports are taken back. */
  attempt<Printed>(print: () => Printed, isKept: (printed: Printed) => boolean): Printed {
    const before = this.#log.length;
    const printed = print();
    if (!isKept(printed)) for (const { names, name } of this.#log.splice(before)) names.delete(name);
    return printed;
  }

  #open(key: string, module: string, kind: 'value' | 'type') {
    const entry = { module, typeOnly: kind === 'type', names: new Set<string>() };
    this.#used.set(key, entry);
    return entry;
  }

  /** The name of a part of the runtime. `as: 'type'` where a class is meant as a type only. */
  runtime(symbol: RuntimeSymbol, as?: 'type'): string {
    const { module, type } = this.#plan.runtime[symbol];
    return this.use(symbol, `runtime/${module}`, as ?? (type === true ? 'type' : 'value'));
  }

  /** Sorted by module; values before types of the same one. */
  get statements(): readonly ModuleStatement[] {
    return [...this.#used.values()]
      .filter(({ names }) => names.size > 0)
      .sort((a, b) => compare(a.module, b.module) || Number(a.typeOnly) - Number(b.typeOnly))
      .map(({ module, typeOnly, names }) => ({
        module,
        specifier: relative(this.#file, module) + ENDINGS[this.#plan.importExtension],
        typeOnly,
        names: [...names].sort(compare),
      }));
  }
}

export const ENDINGS: Readonly<Record<ImportExtension, string>> = { js: '.js', ts: '.ts', none: '' };

/** By code unit: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Files stand at the root of the client or one folder below it. */
function relative(from: string, to: string): string {
  return from.includes('/') ? `../${to}` : `./${to}`;
}

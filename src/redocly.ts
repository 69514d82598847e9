import { paginationTypes } from './lint/redocly-types.ts';
import { rules } from './lint/rules/index.ts';
import type { LocatedDiagnostic } from './shared/locate.ts';
import { lintSource } from './tasks/lint-source.ts';

/** The part of Redocly's context that pagegen uses. */
interface RedoclyContext {
  readonly location: { readonly source: RedoclySource };
  report(problem: {
    readonly message: string;
    readonly location: { readonly source: RedoclySource; readonly pointer: string; readonly reportOnKey: boolean };
  }): void;
}

interface RedoclySource {
  readonly absoluteRef: string;
  readonly body: string;
}

/** A rule's visitor. Redocly calls `ref` with each reference and its target, and `Root` at the end. */
type RedoclyRule = () => {
  readonly ref: {
    leave(node: unknown, context: unknown, target: { readonly location?: { readonly source: RedoclySource } }): void;
  };
  readonly Root: { leave(root: unknown, context: RedoclyContext): void };
};
type Levels = Readonly<Record<string, 'error' | 'warn' | 'off'>>;

/** The parts of a Redocly plugin that this one has. */
export interface RedoclyPlugin {
  readonly id: string;
  readonly rules: Readonly<Record<'oas2' | 'oas3', Readonly<Record<string, RedoclyRule>>>>;
  readonly configs: Readonly<Record<'recommended' | 'strict', { readonly rules: Levels }>>;
  readonly typeExtension: Readonly<
    Record<'oas2' | 'oas3', <Types extends object>(types: Types, version: string) => Types>
  >;
}

/** The findings of each document. All rules share one run of the linter. */
const findingsBySource = new WeakMap<object, LocatedDiagnostic[]>();

/**
 * Returns a Redocly plugin. Write `plugins: [pagegen/redocly]` and `extends: [pagegen/recommended]` in `redocly.yaml`. The
 * type extension adds the annotation to the types that Redocly's rule `struct` checks.
 */
export default function pagegenPlugin(): RedoclyPlugin {
  const all = Object.fromEntries(rules.map(({ id }) => [id, ruleOf(id)]));
  const withPagination = <Types extends object>(types: Types): Types => ({ ...types, ...paginationTypes(types) });
  return {
    id: 'pagegen',
    rules: { oas2: all, oas3: all },
    configs: { recommended: { rules: levels(false) }, strict: { rules: levels(true) } },
    typeExtension: { oas2: withPagination, oas3: withPagination },
  };
}

function levels(all: boolean): Levels {
  return Object.fromEntries(
    rules.map(({ id, severity, strict }) => {
      const level = severity === 'error' ? 'error' : 'warn';
      return [`pagegen/${id}`, strict && !all ? 'off' : level];
    }),
  );
}

function ruleOf(id: string): RedoclyRule {
  return () => {
    const sources = new Map<string, RedoclySource>();
    return {
      ref: {
        leave(_node, _context, { location }) {
          if (location !== undefined) sources.set(location.source.absoluteRef, location.source);
        },
      },
      Root: {
        leave(_root, context) {
          const { source } = context.location;
          const findings = findingsBySource.get(source) ?? lintSource(source.absoluteRef, source.body);
          findingsBySource.set(source, findings);
          for (const finding of findings) if (finding.code === id) report(finding, context, sources);
        },
      },
    };
  };
}

/** Reports a finding. If Redocly has not read the file of the finding, its place is the root of the document. */
function report(
  { message, hint, file, pointer, location }: LocatedDiagnostic,
  context: RedoclyContext,
  sources: ReadonlyMap<string, RedoclySource>,
): void {
  const root = context.location.source;
  const source = file === root.absoluteRef ? root : sources.get(file);
  const isPlaced = source !== undefined && pointer !== '';
  context.report({
    message: hint === undefined ? message : `${message} ${hint}`,
    location: {
      source: source ?? root,
      pointer: isPlaced ? `#${pointer}` : '#/',
      reportOnKey: location.part === 'key',
    },
  });
}

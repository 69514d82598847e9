import type { OperationModel, StrategyAnnotation, TargetKey } from '../annotation/annotation.ts';
import { dialectWriters, lossesOf } from '../annotation/dialects/write/index.ts';
import {
  type DialectWriter,
  fieldIn,
  inexpressible,
  type Member,
  styleOf,
  type WriteSource,
} from '../annotation/dialects/write/written.ts';
import type { Annotated } from '../annotation/verify/pagination.ts';
import { writtenAnnotation } from '../annotation/x-pagination/strategy-object.ts';
import type { ResolvedDocument } from '../document/refs/resolved-document.ts';
import type { ApiModel } from '../model/api.ts';
import { operationLabel } from '../model/operation.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import { hasMember, type JsonValue, type Located, type Location, valueAt } from '../shared/json.ts';

/** The members that an annotation becomes. */
export interface Translation {
  readonly members: readonly Member[];
}

export interface Translator {
  /** Returns undefined for an annotation that needs no translation, or has none, which is reported. */
  readonly translate: (annotated: Annotated) => Translation | undefined;
  /** The parts that were lost. */
  readonly diagnostics: readonly Diagnostic[];
}

const KEY = 'x-pagination';

/** Translates the annotations of one document into one target. */
export function createTranslator(
  to: TargetKey,
  model: ApiModel,
  document: ResolvedDocument,
  isSwagger: boolean,
): Translator {
  const diagnostics: Diagnostic[] = [];
  const names = new Map<string, string>();
  const writer = dialectWriters.find(({ key }) => key === to);
  const operations = new Map(
    model.operations.flatMap((operation) =>
      operation.operationId === undefined ? [] : [[operation.operationId, operation]],
    ),
  );
  const taken = schemeNames(document);
  const context = {
    nameScheme: (scheme: JsonValue, proposal: string) => nameScheme(names, taken, scheme, proposal),
    schemas: model.schemas,
    operations,
  };
  return {
    diagnostics,
    translate(annotated) {
      const { operation, key } = annotated;
      const node = nodeAt(document, operation.location);
      if (key === to) return undefined;
      if (writer === undefined) return { members: [ours(annotated, node)] };
      if (annotated.declined || (node !== undefined && hasMember(node, to))) return undefined;
      if (to === 'paginationSchemes' && isSwagger) {
        lose('Swagger 2.0 has no `components`, so schemes cannot be declared.', operation.location);
        return undefined;
      }
      return theirs(writer, annotated, {
        model: { operation, schemas: context.schemas, operations: context.operations },
        nameScheme: context.nameScheme,
      });
    },
  };

  function theirs(
    { key, write }: DialectWriter,
    { operation, annotations: [first, ...others] }: Annotated,
    source: Omit<WriteSource, 'annotation'> & { readonly model: OperationModel },
  ): Translation | undefined {
    if (first === undefined) return undefined;
    const whole = { ...source, annotation: first };
    const obstacle = obstacleOf(whole);
    const written = obstacle === undefined ? write(whole) : inexpressible(obstacle);
    if (written.kind === 'inexpressible') {
      lose(
        `\`${key}\` cannot express the pagination of ${operationLabel(operation)}. ${written.reason}`,
        first.location,
      );
      return undefined;
    }
    for (const { field, location } of lossesOf(whole, written.said)) {
      lose(`\`${key}\` cannot express \`${field}\` of ${operationLabel(operation)}; it is dropped.`, location);
    }
    for (const other of others) loseStrategy(key, other);
    return written;
  }

  function loseStrategy(key: string, { location }: StrategyAnnotation): void {
    lose(`\`${key}\` holds one strategy; this one is dropped.`, location);
  }

  function lose(message: string, location: Location): void {
    diagnostics.push({ code: 'migration-loss', severity: 'warning', message, location });
  }
}

/** Returns what no other tool can say and without which its walk would lose items or never end. */
function obstacleOf(source: WriteSource): string | undefined {
  const isCursor = styleOf(source).startsWith('cursor-');
  if (isCursor && fieldIn(source, 'request', 'operation') !== undefined) return 'Another operation takes the cursors.';
  const isInclusive = fieldIn(source, 'response', 'inclusive')?.value === true;
  return isInclusive ? 'Each page begins with an item of the page before.' : undefined;
}

function ours({ operation, declined, annotations: [only] }: Annotated, node: Located | undefined): Member {
  const isTaken = node !== undefined && hasMember(node, KEY);
  return {
    at: operation.location,
    key: KEY,
    value: declined || only === undefined ? false : writtenAnnotation(only),
    ...(isTaken && { replaces: true as const }),
  };
}

function nameScheme(
  names: Map<string, string>,
  taken: ReadonlySet<string>,
  scheme: JsonValue,
  proposal: string,
): string {
  const text = JSON.stringify(scheme);
  const known = names.get(text);
  if (known !== undefined) return known;
  const used = new Set([...taken, ...names.values()]);
  let name = proposal;
  for (let number = 2; used.has(name); number++) name = `${proposal}${number}`;
  names.set(text, name);
  return name;
}

function schemeNames({ root }: ResolvedDocument): ReadonlySet<string> {
  const schemes = valueAt(root.value, '/components/paginationSchemes');
  return new Set(typeof schemes === 'object' && schemes !== null ? Object.keys(schemes) : []);
}

function nodeAt({ root, sources }: ResolvedDocument, location: Location): Located | undefined {
  const data: unknown = location.file === root.location.file ? root.value : sources.get(location.file)?.data;
  const value = valueAt(data, location.pointer);
  return value === undefined ? undefined : { value, location };
}

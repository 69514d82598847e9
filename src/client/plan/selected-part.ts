import type { ApiModel, Incoming } from '../../model/api.ts';
import type { MediaType, Operation } from '../../model/operation.ts';
import type { SchemaId } from '../../model/schema.ts';
import { namesOf, parseSelector, type Selector } from '../../model/selector.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { findNearest } from '../../shared/nearest.ts';
import { formatSuggestion } from '../../shared/suggest.ts';
import { reach, references } from './schema-walk.ts';

/** Which operations a client has. */
export interface Selection {
  /** Selectors such as `tag:Leads`, `operation:listLeads`, `path:/lead/**`. Default: every operation. */
  readonly include?: readonly string[] | undefined;
  /** Selectors of what is left out, even where `include` names it. Default: none. */
  readonly exclude?: readonly string[] | undefined;
  /** Leave out all that is not paginated. Default: false. */
  readonly paginatedOnly?: boolean | undefined;
}

/**
 * The part of an API that was asked for: its operations, and the schemas that these need. Webhooks are left out where
 * `include` or `paginatedOnly` ask for something else; callbacks go with their operations.
 *
 * @throws InputError `invalid-selector`; `nothing-selected` where a selector matches no operation, or none is left
 */
export function selectedPart(model: ApiModel, { include = [], exclude = [], paginatedOnly }: Selection): ApiModel {
  const wanted = include.map((text) => selectorOf(text, model));
  const unwanted = exclude.map((text) => selectorOf(text, model));
  if (wanted.length + unwanted.length === 0 && !paginatedOnly) return model;
  const operations = model.operations.filter(
    (operation) =>
      (wanted.length === 0 || wanted.some((selector) => selector.matches(operation))) &&
      !unwanted.some((selector) => selector.matches(operation)) &&
      (!paginatedOnly || operation.strategies.length > 0),
  );
  if (operations.length === 0) throw new InputError('nothing-selected', `No operation of ${model.title} is left.`);
  const stays = ({ kind, location }: Incoming): boolean =>
    kind === 'callback'
      ? operations.some((operation) => isWithin(location, operation.location))
      : wanted.length === 0 && !paginatedOnly;
  const { incoming: all, ...api } = model;
  const incoming = all?.filter(stays) ?? [];
  const needed = neededSchemas(model, operations, incoming);
  return {
    ...api,
    operations,
    schemas: new Map([...model.schemas].filter(([id]) => needed.has(id))),
    ...(incoming.length > 0 && { incoming }),
  };
}

function selectorOf(text: string, model: ApiModel): Selector {
  const selector = parseSelector(text);
  if (selector === undefined) {
    const hint = 'Write tag:…, operation:… or path:….';
    throw new InputError('invalid-selector', `\`${text}\` selects nothing that there could be.`, { hint });
  }
  if (model.operations.some((operation) => selector.matches(operation))) return selector;
  const { kind, pattern } = selector;
  const near = findNearest(
    pattern,
    model.operations.flatMap((operation) => namesOf(operation, kind)),
  );
  const hint = near === undefined ? undefined : formatSuggestion(`\`${kind}:${near}\``);
  throw new InputError('nothing-selected', `No operation of ${model.title} matches \`${text}\`.`, { hint });
}

function isWithin(inner: Incoming['location'], outer: Operation['location']): boolean {
  return inner.file === outer.file && inner.pointer.startsWith(`${outer.pointer}/`);
}

function neededSchemas(
  { schemas }: ApiModel,
  operations: readonly Operation[],
  incoming: readonly Incoming[],
): Set<SchemaId> {
  const of = (content: readonly MediaType[]) => content.map(({ schema }) => schema);
  const used = [
    ...operations.flatMap(({ parameters, requestBody, responses, strategies }) => [
      ...parameters.map(({ schema }) => schema),
      ...of(requestBody?.content ?? []),
      ...responses.flatMap(({ content, headers }) => [...of(content), ...headers.map(({ schema }) => schema)]),
      ...strategies.map(({ item }) => item),
    ]),
    ...incoming.flatMap(({ content, answers }) => [...of(content), ...of(answers)]),
  ];
  const edges = new Map([...schemas].map(([id, { schema }]) => [id, references(schema)]));
  return reach(new Set(used.flatMap((schema) => [...references(schema)])), edges);
}

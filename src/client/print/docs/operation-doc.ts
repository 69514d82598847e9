import { isCounted } from '../../../model/pagination-fields.ts';
import type { GroupPlan } from '../../plan/client-plan.ts';
import type { OperationPlan } from '../../plan/operation-plan.ts';
import { docText } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/escape.ts';
import { paginationDoc } from './pagination-doc.ts';
import { seeTag } from './schema-doc.ts';

/** Returns the documentation of an operation's function, which is complete. */
export function functionDoc(operation: OperationPlan): readonly string[] {
  const { method, path, summary, description } = operation.source;
  return [
    ...introduction(summary, description),
    docText(`\`${method} ${path}\``),
    ...paginationDoc(operation),
    [...listExample(operation), ...thrown(operation), ...commonTags(operation)].join('\n'),
  ];
}

/** Returns the documentation of an operation's method, which refers to the function. */
export function methodDoc(operation: OperationPlan): readonly string[] {
  const { method, path, summary } = operation.source;
  const [first = ''] = docText(summary ?? '').split('\n');
  const about = first === '' ? docText(`\`${method} ${path}\``) : first;
  const link = `See {@link ${identifier(operation.functionName)}}.`;
  return [`${about}${/[.!?]$/.test(about) ? '' : '.'} ${link}`, ...deprecation(operation)];
}

/** Many documents repeat the summary as the description. */
function introduction(summary: string | undefined, description: string | undefined): readonly string[] {
  const [first, second] = [docText(summary ?? ''), docText(description ?? '')];
  return second.startsWith(first) ? [second] : [first, second];
}

function listExample({ functionName, params, strategies }: OperationPlan): readonly string[] {
  if (strategies.length === 0) return [];
  const args = params.some(({ required }) => required) ? 'client, params' : 'client';
  return ['@example', `for await (const item of ${identifier(functionName)}(${args})) save(item);`];
}

function thrown({ strategies, errorName }: OperationPlan): readonly string[] {
  const isLimited = strategies.some(({ limits }) =>
    [limits.minLimit, limits.maxLimit, limits.maxOffset, limits.maxPage].some((limit) => limit !== undefined),
  );
  const hasCeiling = strategies.some(({ limits }) =>
    [limits.maxOffset, limits.maxPage, limits.maxResults].some((limit) => limit !== undefined),
  );
  // Searches by cursor use windows only if the caller asks for them.
  const passes = strategies.every(({ source }) => source.deep !== undefined && isCounted(source));
  const error = errorName === undefined ? 'ApiError' : identifier(errorName);
  return [
    ...(isLimited
      ? ['@throws {PaginationLimitError} before any request, if the page size or start is outside the limits']
      : []),
    ...(hasCeiling
      ? [
          `@throws {PaginationCeilingError} after the last item within reach, if the list goes on past a limit of the API${passes ? ' that windows cannot pass' : ''}`,
        ]
      : []),
    `@throws {${error}} if the API answers with an error status`,
  ];
}

function commonTags(operation: OperationPlan): readonly string[] {
  const see = seeTag(operation.source.externalDocs);
  return [...(see === '' ? [] : [see]), ...deprecation(operation)];
}

function deprecation({ source }: OperationPlan): readonly string[] {
  return source.deprecated ? ['@deprecated'] : [];
}

/** Returns the documentation of a tag's class, which its property on the client shares. */
export function groupDoc({ tag, segment = '', description, externalDocs }: GroupPlan): readonly string[] {
  const about = tag === undefined ? `below \`/${segment}\`` : `of the tag \`${tag.replaceAll('`', "'")}\``;
  return [docText(`Operations ${about}.`), docText(description ?? ''), seeTag(externalDocs)];
}

import { elementsOf, type Located, memberOf, membersOf } from '../../ir/located.ts';
import { isJsonMediaType } from '../../ir/media-type.ts';
import type { Operation } from '../../ir/operation.ts';
import { pageResponseOf } from '../../ir/page-response.ts';
import { dereference } from '../../ir/schema-kinds.ts';
import type { RuleContext } from '../rule.ts';

/** Every example of the body that a page is read from: `example`, `examples`, and those of the body's schema. */
export function examplesOf(operation: Operation, { api, document }: RuleContext): Located[] {
  const page = pageResponseOf(operation);
  const media = page?.response.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (page === undefined || media === undefined) return [];
  const node = document.at(media.location);
  const written = node && document.follow(node);
  const schema = dereference(page.body, api.schemas);
  const schemaNode = schema && document.at(schema.location);
  return [
    ...(written === undefined ? [] : mediaTypeExamples(written, document.follow)),
    ...(schemaNode === undefined ? [] : schemaExamples(schemaNode)),
  ];
}

/** `example`, and the `value` of each Example Object (OpenAPI 3.1.0 section 4.8.14). */
function mediaTypeExamples(node: Located, follow: (node: Located) => Located | undefined): Located[] {
  const one = memberOf(node, 'example');
  const many = memberOf(node, 'examples');
  const values = (many === undefined ? [] : membersOf(many)).map(([, reference]) => {
    const example = follow(reference);
    return example && memberOf(example, 'value');
  });
  return [one, ...values].filter((value) => value !== undefined);
}

function schemaExamples(node: Located): Located[] {
  const one = memberOf(node, 'example');
  const many = memberOf(node, 'examples');
  return [...(one === undefined ? [] : [one]), ...(many === undefined ? [] : elementsOf(many))];
}

import { itemSchemaOf, type PageResponse } from '../../model/page-bodies.ts';
import { describeResponseField, parseItemPointer } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, describeKinds, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ItemsField, ResponseField } from '../../model/strategy.ts';
import { isJsonObject, type Located, memberOf } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { bindResponseField } from './response-field.ts';
import { fieldOf, hasField, type StrategyCheck } from './strategy-check.ts';

interface BoundItems {
  readonly field: ItemsField;
  readonly item: Schema;
}

/** Finds the items and the schema of one. Reports what does not fit and returns undefined then. */
export function bindItems(check: StrategyCheck, page: PageResponse): BoundItems | undefined {
  const node = fieldOf(check, 'response', 'items');
  const isForm = node !== undefined && isJsonObject(node.value);
  const at = isForm ? memberOf(node, 'at') : node;
  const field = at && bindResponseField(check, 'response.items', at, page);
  if (node === undefined || field === undefined) return undefined;
  if (field.in === 'header') {
    const message = '`response.items` must be in the body of the response: a header cannot contain the items.';
    check.annotationError('pagination-invalid-expression', message, field.location);
    return undefined;
  }
  if (!isForm) {
    const item = itemSchemaOf(field.schema!, check.schemas);
    if (item !== undefined) return { field, item };
    const hint = `\`{ at: ${field.pointer || '$response.body'}, map: true }\` reads the values of an object.`;
    const target = dereference(field.schema!, check.schemas);
    const isMap = target?.kind === 'object' && target.properties.length === 0;
    reportForm(check, field, 'an array', isMap ? hint : undefined);
    return undefined;
  }
  const isMap = memberOf(node, 'map')?.value === true;
  const element = isMap ? valueSchemaOf(field.schema!, check.schemas) : itemSchemaOf(field.schema!, check.schemas);
  if (isMap) refuseOrder(check, node);
  if (element === undefined) {
    if (isMap) reportForm(check, field, 'an object whose values are the items', 'Remove `map: true`.');
    else reportForm(check, field, 'an array');
    return undefined;
  }
  const map = isMap && { map: true as const };
  const each = memberOf(node, 'each');
  return each === undefined
    ? { field: { ...field, ...map }, item: element }
    : bindEach(check, node, each, element, { ...field, ...map });
}

/** Finds the array inside of each element. */
function bindEach(
  check: StrategyCheck,
  node: Located,
  each: Located,
  element: Schema,
  field: ItemsField,
): BoundItems | undefined {
  const pointer = parseItemPointer(String(each.value)) ?? '';
  const lookup = schemaAt(element, pointer, check.schemas);
  if (!lookup.found) {
    const message = `\`each\` of \`response.items\` is \`${pointer}\`, but an element of ${describeResponseField(field)} has no \`${lookup.missing}\` there.`;
    check.error(
      'pagination-pointer-to-nothing',
      message,
      each.location,
      suggestName(lookup.missing, lookup.candidates),
    );
    return undefined;
  }
  const item = itemSchemaOf(lookup.schema, check.schemas);
  if (item === undefined) {
    const kinds = describeKinds(kindsOf(lookup.schema, check.schemas));
    const message = `\`each\` of \`response.items\` must be an array, but \`${pointer}\` in an element of ${describeResponseField(field)} has type ${kinds}.`;
    check.error('pagination-not-an-array', message, each.location);
    return undefined;
  }
  const counts = memberOf(node, 'counts')?.value;
  if (counts === undefined) checkCounts(check, node);
  return {
    field: {
      ...field,
      each: { pointer, optional: lookup.optional },
      ...(counts === 'rows' || counts === 'groups' ? { counts } : {}),
    },
    item,
  };
}

/** Reports groups without `counts` if positions or limits count something. */
function checkCounts(check: StrategyCheck, node: Located): void {
  const isShort = fieldOf(check, 'response', 'lastPage')?.value === 'short';
  const isCounted = check.style.name === 'offset' || check.style.name === 'page';
  if (!isCounted && !isShort && !hasField(check, 'limits', 'maxResults')) return;
  const message =
    '`response.items` needs `counts` next to `each`: positions, limits and totals count either rows or groups.';
  const hint = 'Write `counts: rows` if they count the items, `counts: groups` if they count the elements.';
  check.annotationError('pagination-missing-field', message, node.location, { hint });
}

/** The members of an object have no reliable order, so that none is the last one. */
function refuseOrder(check: StrategyCheck, node: Located): void {
  const cursor = (['itemCursor', 'firstItemCursor'] as const).find((key) => fieldOf(check, 'response', key));
  const deep = check.annotation.groups.get('deep');
  const back = fieldOf(check, 'request', 'backCursor');
  if (cursor === undefined && deep === undefined && back === undefined) return;
  const label = cursor !== undefined ? `response.${cursor}` : deep !== undefined ? 'deep' : 'request.backCursor';
  const message = `\`${label}\` and \`map: true\` are mutually exclusive: the members of an object have no reliable order.`;
  check.annotationError('pagination-exclusive-fields', message, node.location);
}

function reportForm(check: StrategyCheck, field: ResponseField, wanted: string, hint?: string): void {
  const kinds = describeKinds(kindsOf(field.schema!, check.schemas));
  const message = `\`response.items\` must be ${wanted}, but ${describeResponseField(field)} of the response of ${check.name} has type ${kinds}.`;
  check.error('pagination-not-an-array', message, field.location, hint === undefined ? {} : { hint });
}

/** Returns the schema of the values of an object; undefined if the schema allows no object. */
function valueSchemaOf(schema: Schema, schemas: Schemas): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target === undefined || target.kind === 'unknown') return target;
  const members =
    target.kind === 'object'
      ? [...target.properties.map((property) => property.schema), ...(target.additional ? [target.additional] : [])]
      : target.kind === 'union' || target.kind === 'intersection'
        ? target.members.flatMap((member) => valueSchemaOf(member, schemas) ?? [])
        : [];
  const [first, ...others] = members;
  if (first === undefined) return undefined;
  return others.length === 0
    ? first
    : { kind: target.kind === 'intersection' ? 'intersection' : 'union', members, location: target.location };
}

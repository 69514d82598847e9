import { GROUP_FIELDS, OWN_FIELDS } from '../annotation/fields.ts';
import { STYLE_NAMES } from '../model/strategy.ts';

/** A node type of Redocly: the type of each key. An empty object accepts any value. */
interface NodeType {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly extensionsPrefix?: string;
}

const GROUPS = {
  request: 'XPaginationRequest',
  response: 'XPaginationResponse',
  limits: 'XPaginationLimits',
  deep: 'XPaginationDeep',
};

/**
 * Returns Redocly's node types with the annotation added, so that Redocly's completion and its `struct` rule know the
 * keys. Values are checked by pagegen's own rules, whose messages say more.
 */
export function paginationTypes(types: object): Readonly<Record<string, NodeType>> {
  const { Operation, Components, Root } = types as Readonly<Record<string, NodeType | undefined>>;
  return {
    ...(Operation && { Operation: withProperty(Operation, annotationType) }),
    // Swagger 2.0 has no `components`: shared strategies are at the root.
    ...(Components && { Components: withProperty(Components, 'XPaginationShared') }),
    ...(!Components && Root && { Root: withProperty(Root, 'XPaginationShared') }),
    XPagination: {
      properties: { ...anything([...OWN_FIELDS.keys(), 'extends']), style: { enum: [...STYLE_NAMES] }, ...GROUPS },
      extensionsPrefix: 'x-',
    },
    XPaginationList: {
      properties: {},
      items: (value: unknown) => (typeof value === 'object' ? 'XPagination' : { type: 'string' }),
    },
    XPaginationShared: { properties: {}, additionalProperties: 'XPagination' },
    ...Object.fromEntries(
      Object.entries(GROUPS).map(([group, name]) => [
        name,
        { properties: anything(GROUP_FIELDS[group as keyof typeof GROUPS].keys()), extensionsPrefix: 'x-' },
      ]),
    ),
  };
}

function withProperty(type: NodeType, annotation: unknown): NodeType {
  return { ...type, properties: { ...type.properties, 'x-pagination': annotation } };
}

function annotationType(value: unknown): unknown {
  if (Array.isArray(value)) return 'XPaginationList';
  return typeof value === 'object' && value !== null ? 'XPagination' : {};
}

function anything(keys: Iterable<string>): Record<string, object> {
  return Object.fromEntries([...keys].map((key) => [key, {}]));
}

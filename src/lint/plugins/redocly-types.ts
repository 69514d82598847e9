import { FIELD_RULES, GROUP_RULES } from '../../annotation/x-pagination/field-rules.ts';
import { STYLE_NAMES } from '../../model/strategy.ts';

/** A type of Redocly's tree: what stands under each key. An empty object is a value of any type. */
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
 * The annotation as types: completion and `struct` of Redocly know its keys. What they hold is checked by the rules,
 * which say more.
 */
export function paginationTypes(types: object): Readonly<Record<string, NodeType>> {
  const { Operation, Components, Root } = types as Readonly<Record<string, NodeType | undefined>>;
  return {
    ...(Operation && { Operation: withProperty(Operation, annotationType) }),
    // Swagger 2.0 has no components: strategies for reuse stand at its root.
    ...(Components && { Components: withProperty(Components, 'XPaginationShared') }),
    ...(!Components && Root && { Root: withProperty(Root, 'XPaginationShared') }),
    XPagination: {
      properties: { ...anything([...FIELD_RULES.keys(), 'extends']), style: { enum: [...STYLE_NAMES] }, ...GROUPS },
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
        { properties: anything(GROUP_RULES[group as keyof typeof GROUPS].keys()), extensionsPrefix: 'x-' },
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

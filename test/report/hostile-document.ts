/** Texts that a document tries to inject into a page. */
export const POISON = [
  '</script><script>globalThis.pwned=1</script>',
  '<img src=x onerror="globalThis.pwned=1">',
  '<!-- <script> -->',
  `"' onmouseover='globalThis.pwned=1' x="`,
  'javascript:globalThis.pwned=1',
  '{{constructor}} {{{this}}} \u202E',
] as const;

/** A document of which every text is poison. */
export function hostileDocument(): string {
  const poison = POISON.join(' ');
  const cursor = POISON[3];
  const list = (path: string, pagination: object, more: object = {}) => [
    path,
    {
      get: {
        operationId: `${POISON[0]}${path}`,
        summary: `${poison} POISONED`,
        tags: [POISON[1]],
        parameters: [
          { name: cursor, in: 'query', schema: { type: 'string' } },
          { name: POISON[0], in: 'query', schema: { type: 'integer' } },
        ],
        'x-pagination': pagination,
        responses: {
          200: {
            description: poison,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    [POISON[1]]: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
                    [POISON[2]]: { type: 'string' },
                  },
                },
              },
            },
          },
        },
        ...more,
      },
    },
  ];
  const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const request = { cursor, limit: POISON[0] };
  const response = { items: pointer(POISON[1]), nextCursor: pointer(POISON[2]) };
  const sound = {
    style: 'cursor-query',
    name: POISON[4],
    request,
    response,
    limits: { maxResults: 20 },
  };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: poison, version: POISON[0] },
    servers: [{ url: `https://example.com/${encodeURIComponent(POISON[0])}` }],
    paths: Object.fromEntries([
      list(`/${POISON[1]}`, sound),
      list(`/a${POISON[0]}`, { ...sound, limits: {} }),
      list(`/b${POISON[2]}`, { ...sound, response: { ...response, items: pointer(POISON[3]) } }),
      list(`/c${POISON[5]}`, { ...sound, [POISON[1]]: POISON[0], alternatives: [POISON[5]] }),
    ]),
  });
}

/** Where a part of the runtime is declared: a module below `runtime/`. `type`: there is no value of that name. */
export interface RuntimePart {
  readonly module: string;
  readonly type?: true;
}

/** The runtime's names: in which module of `runtime/` each is declared, and whether it is a type only. */
export const RUNTIME_SYMBOLS = {
  ApiError: { module: 'errors' },
  ClientError: { module: 'errors' },
  NetworkError: { module: 'errors' },
  TimeoutError: { module: 'errors' },
  ClientCore: { module: 'client' },
  ApiSettings: { module: 'client', type: true },
  ClientOptions: { module: 'client', type: true },
  Hooks: { module: 'client', type: true },
  RetryOptions: { module: 'client', type: true },
  call: { module: 'call' },
  Call: { module: 'call', type: true },
  CallOptions: { module: 'call', type: true },
  CallResponse: { module: 'call', type: true },
  Operation: { module: 'operation', type: true },
  basic: { module: 'auth' },
  bearer: { module: 'auth' },
  httpScheme: { module: 'auth' },
  apiKeyIn: { module: 'auth' },
  noCredential: { module: 'auth' },
  BasicCredential: { module: 'auth', type: true },
  Credential: { module: 'auth', type: true },
  jsonBody: { module: 'bodies' },
  formBody: { module: 'bodies' },
  multipartBody: { module: 'bodies' },
  rawBody: { module: 'bodies' },
  readText: { module: 'readers' },
  readBlob: { module: 'readers' },
  readStream: { module: 'readers' },
  readNothing: { module: 'readers' },
  paginate: { module: 'pagination/paginate' },
  Paginator: { module: 'pagination/paginate', type: true },
  Page: { module: 'pagination/paginate', type: true },
  ListOptions: { module: 'pagination/options', type: true },
  PositionListOptions: { module: 'pagination/options', type: true },
  Limits: { module: 'pagination/options', type: true },
  PaginationPlan: { module: 'pagination/options', type: true },
  Checkpoint: { module: 'pagination/checkpoint', type: true },
  CheckpointError: { module: 'pagination/errors' },
  PaginationError: { module: 'pagination/errors' },
  PaginationCeilingError: { module: 'pagination/errors' },
  PaginationLimitError: { module: 'pagination/errors' },
  PaginationLoopError: { module: 'pagination/errors' },
  PaginationOriginError: { module: 'pagination/errors' },
  PaginationProtocolError: { module: 'pagination/errors' },
  offset: { module: 'pagination/offset' },
  page: { module: 'pagination/page' },
  cursor: { module: 'pagination/cursor' },
  nextUrl: { module: 'pagination/next-url' },
  linkHeader: { module: 'pagination/link-header' },
  deep: { module: 'pagination/deep' },
  fromServer: { module: 'pagination/from-server' },
  throughOperation: { module: 'pagination/through-operation' },
} as const satisfies Record<string, RuntimePart>;

export type RuntimeSymbol = keyof typeof RUNTIME_SYMBOLS;

/** What `index.ts` gives on to the user from the runtime. */
export const PUBLIC_SYMBOLS: readonly RuntimeSymbol[] = [
  'ApiError',
  'ClientCore',
  'ClientError',
  'NetworkError',
  'TimeoutError',
  'BasicCredential',
  'Call',
  'CallOptions',
  'CallResponse',
  'ClientOptions',
  'Credential',
  'Hooks',
  'RetryOptions',
];

/** The same, where a document has a paginated operation. */
export const PUBLIC_PAGINATION_SYMBOLS: readonly RuntimeSymbol[] = [
  'CheckpointError',
  'PaginationCeilingError',
  'PaginationError',
  'PaginationLimitError',
  'PaginationLoopError',
  'PaginationOriginError',
  'PaginationProtocolError',
  'Checkpoint',
  'Limits',
  'ListOptions',
  'Page',
  'PaginationPlan',
  'Paginator',
  'PositionListOptions',
];

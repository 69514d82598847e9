/** What the worker is told. */
export interface Task {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What the worker tells. */
export type Message =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'done'; readonly byStatus: Readonly<Record<string, number>> }
  | { readonly kind: 'failed'; readonly message: string };

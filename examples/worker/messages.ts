/** The message to the worker. */
export interface Task {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** A message from the worker. */
export type Message =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'done'; readonly byStatus: Readonly<Record<string, number>> }
  | { readonly kind: 'failed'; readonly message: string };

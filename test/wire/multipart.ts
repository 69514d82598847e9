/** One part of a multipart body as it arrived. */
export interface ArrivedPart {
  readonly name: string;
  /** Undefined if the part is not a file. */
  readonly filename: string | undefined;
  /** Undefined if the part declares none. */
  readonly type: string | undefined;
  readonly text: string;
}

/** Splits a multipart body by its boundary, without any leniency. */
export function partsOf(contentType: string | undefined, body: unknown): ArrivedPart[] {
  const boundary = /^multipart\/[\w-]+; boundary=(\S+)$/.exec(contentType ?? '')?.[1];
  if (boundary === undefined) throw new Error(`no multipart body: ${contentType}`);
  const text = String(body);
  const end = `--${boundary}--\r\n`;
  if (!text.endsWith(end)) throw new Error('the last boundary is missing');
  return text
    .slice(0, -end.length)
    .split(`--${boundary}\r\n`)
    .slice(1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      return {
        name: / name="([^"]*)"/.exec(head)?.[1] ?? '',
        filename: /filename="([^"]*)"/.exec(head)?.[1],
        type: /Content-Type: (.*)/.exec(head)?.[1],
        text: rest.join('\r\n\r\n').replace(/\r\n$/, ''),
      };
    });
}

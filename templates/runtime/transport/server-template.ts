/** The URL of a server, filled in with the caller's values of its variables (OpenAPI Server Variable Object). */
export type ServerTemplate = (values?: Readonly<Record<string, string | undefined>>) => string;

export function serverTemplate(url: string, defaults: Readonly<Record<string, string>>): ServerTemplate {
  return (values = {}) =>
    url.replace(/\{([^{}]+)\}/g, (whole, name: string) => values[name] ?? defaults[name] ?? whole);
}

/**
 * Lists every code of a diagnostic or an `InputError` with a one-line meaning. Codes are part of the public interface:
 * add codes, never rename them.
 */
export const CODES = {
  // Files and folders
  'file-not-found': 'There is no such file.',
  'file-is-folder': 'The path of a file names a folder.',
  'file-unreadable': 'The operating system refuses to read the file.',
  'invalid-encoding': 'The file is not UTF-8 text.',
  'output-not-folder': 'The path of the output folder is a file, or leads through one.',
  'shared-output-folder': 'The output folder is the root of a file system, a home folder, `node_modules` or `.git`.',
  'output-unwritable': 'The operating system refuses to write the output; all changes were undone.',
  'output-busy': 'Another process is writing into the output folder.',
  'foreign-file': 'A file in the output folder is in the way and was not written by pagegen.',
  'symbolic-link': 'A symbolic link in the output folder is in the way; pagegen never writes through one.',
  'invalid-manifest': 'The manifest in the output folder was not written by pagegen.',
  'unknown-dialect': 'No dialect has this extension key.',
  'migration-loss': 'The annotation that `migrate` writes cannot express a part of the original.',
  'document-changed': 'Another program changed a document while it was being linted.',
  'no-file-to-fix': 'Fixes were requested for standard input, which is not a file.',
  'no-documents': 'No file matches the given paths and patterns, or no matching file is an OpenAPI document.',
  'invalid-base': 'The document to compare with cannot be read.',
  'invalid-baseline': 'The baseline was not written by pagegen.',
  'invalid-configuration': 'The configuration cannot be read or run, or has an unknown or invalid setting.',
  'no-formatter': 'The formatter that is configured for the output folder is not installed there, or fails.',
  'configuration-exists': 'A configuration exists already; it is not replaced.',
  'folder-not-empty': 'The demo would mix its files with others.',
  'no-document': 'Neither the command line nor a configuration names a document.',
  'no-output': 'Neither the command line nor the configuration names an output folder.',
  'unknown-project': 'The configuration has no project of this name.',
  'several-documents': 'A command that reads one document is run for a configuration with several.',
  'several-projects': 'A flag that applies to one client is used with several projects.',
  'invalid-selector': 'The selector is not of the form `tag:…`, `operation:…` or `path:…`.',
  'nothing-selected': 'No operation matches a selector, or the selectors remove all operations.',
  'unknown-operation': 'The document has no operation of this name.',
  'unknown-strategy': 'The operation has no strategy of this name.',
  'unknown-integration': 'There is no integration of this name.',
  'invalid-headers': 'The headers are not a JSON object whose values are strings.',
  'invalid-recording': 'The file is not an HTTP Archive (HAR), or lacks what a replay needs.',
  'api-unreachable': 'Nothing responds at the URL of the API.',
  'port-unavailable':
    'Another program listens on the port, the system does not allow pagegen to use it, or the host is not an address of this machine.',
  // Text
  'invalid-json': 'The text is not valid JSON (RFC 8259).',
  'invalid-yaml': 'The text is not valid YAML 1.2.',
  'unknown-tag': 'A YAML tag has no counterpart in JSON; the value is read without the tag.',
  'nested-too-deeply': 'The document nests its values more deeply than any real document does.',
  // The document as a whole, and its references
  'invalid-document': 'The file is not an OpenAPI document.',
  'unsupported-version': 'The document uses a version of OpenAPI that pagegen does not read.',
  'missing-field': 'A field that OpenAPI requires is missing.',
  'invalid-reference': 'A `$ref` is not a string, or not a URI reference (RFC 3986) with a JSON Pointer (RFC 6901).',
  'unresolved-reference': 'The target of a `$ref` does not exist.',
  'circular-reference': 'References form a circle and never reach a value.',
  'remote-reference': 'A `$ref` names a host that `--allow-remote` does not allow.',
  'remote-unreadable': 'A remote document cannot be fetched, or is too large.',
  'insecure-document': 'A document is named by an `http:` URL of another machine, or by a URL with a password.',
  'private-address': 'A `$ref` names a host inside the network that pagegen runs in.',
  'invalid-origin':
    'An origin to allow is not an origin, or its headers are not a JSON object whose values are strings.',
  'reference-outside-folder': 'A `$ref` names a file outside the folder of the document; pagegen does not read it.',
  // The client
  'long-client-name':
    'The title of the document makes a name of the client class that is long; `--name` sets another one.',
  'name-taken': 'A name in the document leads to an identifier that the client uses already; it gets another one.',
  'nameless-parts': 'A multipart body is not an object, so its parts have no names.',
} as const satisfies Record<string, string>;

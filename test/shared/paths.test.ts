import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolutePath,
  fileUri,
  foldPath,
  isBelow,
  isDevice,
  isPortableName,
  relativeName,
  splitGlob,
  withSlashes,
} from '../../src/shared/paths.ts';

describe('a path or URL that a user names', () => {
  it.each([
    ['api.yaml', 'C:\\project\\api.yaml'],
    ['specs\\api.yaml', 'C:\\project\\specs\\api.yaml'],
    ['specs/api.yaml', 'C:\\project\\specs\\api.yaml'],
    ['..\\other\\api.yaml', 'C:\\other\\api.yaml'],
    ['D:\\api.yaml', 'D:\\api.yaml'],
    ['d:/specs/api.yaml', 'd:\\specs\\api.yaml'],
    ['\\\\server\\share\\api.yaml', '\\\\server\\share\\api.yaml'],
    ['//server/share/api.yaml', '\\\\server\\share\\api.yaml'],
    ['\\\\?\\C:\\long\\api.yaml', '\\\\?\\C:\\long\\api.yaml'],
    ['\\api.yaml', 'C:\\api.yaml'],
    ['file:///C:/My%20specs/api.yaml', 'C:\\My specs\\api.yaml'],
    ['file://server/share/api.yaml', '\\\\server\\share\\api.yaml'],
  ])('on Windows: %s', (named, expected) => {
    expect(absolutePath('C:\\project', named, win32)).toBe(expected);
  });

  it.each([
    ['specs/api.yaml', '/project/specs/api.yaml'],
    ['specs\\api.yaml', '/project/specs\\api.yaml'],
    ['file:///My%20specs/api.yaml', '/My specs/api.yaml'],
    ['file.yaml', '/project/file.yaml'],
    ['file://server/share/api.yaml', '/project/file:/server/share/api.yaml'],
    ['file:///a%2Fb.yaml', '/project/file:/a%2Fb.yaml'],
    ['C:\\api.yaml', '/project/C:\\api.yaml'],
  ])('elsewhere: %s', (named, expected) => {
    expect(absolutePath('/project', named, posix)).toBe(expected);
  });

  it('may be as long as the system takes', () => {
    const deep = Array.from({ length: 40 }, (_, index) => `folder-${index}`).join('\\');
    const file = absolutePath('C:\\project', `${deep}\\api.yaml`, win32);
    expect(file).toHaveLength('C:\\project\\\\api.yaml'.length + deep.length);
    expect(isBelow(file, 'C:\\project', win32)).toBe(true);
  });
});

describe('a path below a folder', () => {
  it.each([
    ['C:\\project\\api.yaml', 'C:\\project', true],
    ['C:\\project', 'C:\\project', true],
    ['c:\\PROJECT\\api.yaml', 'C:\\project', true],
    ['C:\\project\\..api.yaml', 'C:\\project', true],
    ['C:\\projects\\api.yaml', 'C:\\project', false],
    ['C:\\api.yaml', 'C:\\project', false],
    ['D:\\project\\api.yaml', 'C:\\project', false],
    ['\\\\server\\share\\api.yaml', 'C:\\', false],
    ['\\\\server\\share\\a\\api.yaml', '\\\\server\\share\\a', true],
    ['\\\\server\\other\\api.yaml', '\\\\server\\share', false],
  ])('on Windows: %s of %s: %s', (file, folder, expected) => {
    expect(isBelow(file, folder, win32)).toBe(expected);
  });

  it.each([
    ['/project/api.yaml', '/project', true],
    ['/project/..api.yaml', '/project', true],
    ['/PROJECT/api.yaml', '/project', false],
    ['/projects/api.yaml', '/project', false],
    ['/', '/project', false],
  ])('elsewhere: %s of %s: %s', (file, folder, expected) => {
    expect(isBelow(file, folder, posix)).toBe(expected);
  });

  const name = fc.constantFrom('a', 'B', '..', '.', 'c d', '..e', 'é', 'x.yaml');
  it.each([
    ['Windows', win32, 'C:\\root'],
    ['POSIX', posix, '/root'],
  ] as const)('is what comes back from a walk that never leaves it: %s', (_, path, root) => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        let depth = 0;
        for (const each of names) if (each !== '.') depth += each === '..' ? -1 : 1;
        const file = path.resolve(root, ...names);
        if (depth < 0) expect(isBelow(file, root, path)).toBe(false);
        const back = path.resolve(root, relativeName(file, root, path));
        expect(back).toBe(file);
      }),
    );
  });
});

describe('names in documents and reports', () => {
  it('have slashes on every system, and keep backslashes that are part of a name', () => {
    expect(withSlashes('specs\\v1\\api.yaml', win32)).toBe('specs/v1/api.yaml');
    expect(withSlashes('specs/a\\b.yaml', posix)).toBe('specs/a\\b.yaml');
    expect(relativeName('C:\\shared\\a.yaml', 'C:\\project\\specs', win32)).toBe('../../shared/a.yaml');
    expect(relativeName('D:\\shared\\a.yaml', 'C:\\project', win32)).toBe('D:/shared/a.yaml');
  });

  it.each([
    ['C:\\project\\my specs\\ü.yaml', 'my%20specs/%C3%BC.yaml', true],
    ['C:\\project', 'file:///C:/project', false],
    ['D:\\specs\\a b.yaml', 'file:///D:/specs/a%20b.yaml', false],
    ['\\\\server\\share\\api.yaml', 'file://server/share/api.yaml', false],
  ])('have a URI on Windows: %s', (file, uri, isRelative) => {
    expect(fileUri(file, 'C:\\project', win32)).toEqual({ uri, isRelative });
  });

  it.each([
    ['/project/a#b?.yaml', 'a%23b%3F.yaml', true],
    ['/other/a b.yaml', 'file:///other/a%20b.yaml', false],
  ])('have a URI elsewhere: %s', (file, uri, isRelative) => {
    expect(fileUri(file, '/project', posix)).toEqual({ uri, isRelative });
  });
});

describe('where a glob begins', () => {
  const isGlob = (segment: string): boolean => /[*?{[]/.test(segment);
  it.each([
    ['specs\\*.yaml', 'C:\\project\\specs', ['*.yaml']],
    ['specs/**/*.yaml', 'C:\\project\\specs', ['**', '*.yaml']],
    ['*.yaml', 'C:\\project', ['*.yaml']],
    ['..\\*\\api.yaml', 'C:\\', ['*', 'api.yaml']],
    ['D:\\*.yaml', 'D:\\', ['*.yaml']],
    ['\\\\server\\share\\*.yaml', '\\\\server\\share\\', ['*.yaml']],
  ])('on Windows: %s', (glob, folder, segments) => {
    const found = splitGlob(glob, isGlob, win32);
    expect({ ...found, folder: win32.resolve('C:\\project', found.folder) }).toEqual({ folder, segments });
  });

  it.each([
    ['specs/*.yaml', '/project/specs', ['*.yaml']],
    ['/*.yaml', '/', ['*.yaml']],
    ['a\\b/*.yaml', '/project/a\\b', ['*.yaml']],
  ])('elsewhere: %s', (glob, folder, segments) => {
    const found = splitGlob(glob, isGlob, posix);
    expect({ ...found, folder: posix.resolve('/project', found.folder) }).toEqual({ folder, segments });
  });
});

describe('names that file systems take for the same', () => {
  it.each([
    ['models/Lead.ts', 'models/lead.ts'],
    ['Straße.ts', 'STRASSE.ts'],
    ['caf\u00e9.yaml', 'cafe\u0301.yaml'],
    ['CAF\u00c9.yaml', 'cafe\u0301.yaml'],
    ['\u03a3.ts', '\u03c2.ts'],
  ])('%s and %s', (one, other) => {
    expect(foldPath(one)).toBe(foldPath(other));
  });

  it('are told from others, once and for all', () => {
    expect(foldPath('lead.ts')).not.toBe(foldPath('leads.ts'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldPath(foldPath(text))).toBe(foldPath(text));
        expect(foldPath(text.normalize('NFD'))).toBe(foldPath(text.normalize('NFC')));
      }),
    );
  });
});

describe('names that Windows keeps for itself', () => {
  const reserved = [
    'CON',
    'nul.ts',
    'aux.d.ts',
    'Com1',
    'lpt9.txt',
    'COM\u00b9.md',
    'PRN ',
    'conin$',
    'a:b',
    'a.',
    'b ',
  ];
  it.each([...reserved, 'a\\b', 'a/b', 'what?', '*', '', 'tab\t'])('%j is no portable name', (name) => {
    expect(isPortableName(name)).toBe(false);
  });

  it.each(['console.ts', 'community', 'com10', 'null.ts', 'auxiliary', '.gitignore', 'ü.yaml'])('%j is one', (name) => {
    expect(isPortableName(name)).toBe(true);
  });

  it('are devices there, and files elsewhere', () => {
    expect(isDevice('C:\\specs\\con.yaml', win32)).toBe(true);
    expect(isDevice('C:\\specs\\contact.yaml', win32)).toBe(false);
    expect(isDevice('/specs/con.yaml', posix)).toBe(false);
  });
});

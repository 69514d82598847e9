import { describe, expect, it } from 'vitest';
import { singularize, wordsOf } from '../../src/inference/words.ts';

describe('the words of a name', () => {
  it.each([
    ['page[number]', 'page number'],
    ['PageNumber', 'page number'],
    ['page_number', 'page number'],
    ['pagesize', 'page size'],
    ['$skip', 'skip'],
    ['@odata.nextLink', 'odata next link'],
    ['X-Next-Cursor', 'x next cursor'],
    ['hasmore', 'has more'],
    ['nextPageURL', 'next page url'],
    ['HTMLPage', 'html page'],
    ['itemsize', 'item size'],
    ['season', 'season'],
    ['', ''],
  ])('%s: %s', (name, words) => {
    expect(wordsOf(name).join(' ')).toBe(words);
  });

  it.each([
    ['companies', 'company'],
    ['addresses', 'address'],
    ['boxes', 'box'],
    ['users', 'user'],
    ['status', 'status'],
    ['access', 'access'],
  ])('the singular of %s is %s', (plural, word) => {
    expect(singularize(plural)).toBe(word);
  });
});

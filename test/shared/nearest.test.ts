import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/shared/nearest.ts';

describe('nearest', () => {
  it.each([
    ['limti', ['offset', 'limit'], 'limit'],
    ['Laed', ['Contact', 'Lead'], 'Lead'],
    ['Limit', ['offset', 'limit'], 'limit'],
    ['next-cursor', ['next_cursor', 'next'], 'next_cursor'],
    [
      '#/components/schemas/Laed',
      ['#/components/schemas/Lead', '#/components/schemas/Contact'],
      '#/components/schemas/Lead',
    ],
  ])('%s of %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it('is undefined where nothing is near', () => {
    expect(nearest('cursor', ['offset', 'page'])).toBeUndefined();
    expect(nearest('a', ['b'])).toBeUndefined();
    expect(nearest('limit', [])).toBeUndefined();
  });

  it('prefers the first of equally near names', () => {
    expect(nearest('lead', ['leads', 'leaf'])).toBe('leads');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCeilingBar, buildWaterfall } from '../../src/report/walks.ts';
import type { WalkStep } from '../../src/simulate/explain/simulate.ts';

const page = (index: number, items = 100, window = 1): WalkStep => ({ sends: `?skip=${index * 100}`, items, window });
const pages = (length: number, items?: number, window?: number): WalkStep[] =>
  Array.from({ length }, (_, index) => page(index, items, window));

describe('a waterfall', () => {
  it('shows a short walk request by request', () => {
    expect(buildWaterfall([...pages(2), page(2, 50), page(3, 0)], 250)).toEqual([
      { kind: 'page', requests: '1', note: '', items: '100', sends: '?skip=0', sum: '100', x: 0, width: 400 },
      { kind: 'page', requests: '2', note: '', items: '100', sends: '?skip=100', sum: '200', x: 400, width: 400 },
      { kind: 'page', requests: '3', note: '', items: '50', sends: '?skip=200', sum: '250', x: 800, width: 200 },
      { kind: 'nothing', requests: '4', note: '', items: '0', sends: '?skip=300', sum: '250', x: 1000, width: 0 },
    ]);
  });

  it('makes one bar of what is alike, and says what differs', () => {
    const alike = buildWaterfall(pages(120), 12_000);
    expect(alike.map(({ requests, items, sum }) => [requests, items, sum])).toEqual([
      ['1', '100', '100'],
      ['2', '100', '200'],
      ['3–119', '117 × 100', '11,900'],
      ['120', '100', '12,000'],
    ]);
    expect(alike[2]?.sends).toBe('?skip=200\n… ?skip=11800');
    const mixed = [...pages(3), page(3, 7), ...pages(3)];
    expect(buildWaterfall(mixed, 607)[2]).toMatchObject({ requests: '3–6', items: '4 × several' });
  });

  it('names windows, and of many shows the first two and the last', () => {
    const windows = [1, 2, 3].flatMap((window) => pages(2, 100, window));
    expect(buildWaterfall(windows, 600).map(({ note }) => note)).toEqual([
      '',
      '',
      'window 2',
      'window 2',
      'window 3',
      'window 3',
    ]);
    const many = Array.from({ length: 9 }, (_, index) => pages(2, 100, index + 1)).flat();
    expect(buildWaterfall(many, 1800).map(({ requests, note }) => `${requests} ${note}`)).toEqual([
      '1 ',
      '2 ',
      '3 window 2',
      '4 window 2',
      '5–16 windows 3–8',
      '17 window 9',
      '18 window 9',
    ]);
  });

  it('covers every request and item once, in order, and stays short', () => {
    const steps = fc.array(fc.record({ items: fc.nat(200), grows: fc.nat(9) }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(steps, fc.nat(50), (drawn, rest) => {
        let window = 1;
        const walk = drawn.map(({ items, grows }): WalkStep => {
          if (grows === 0) window++;
          return { sends: '', items, window };
        });
        const items = walk.reduce((sum, step) => sum + step.items, 0);
        const bars = buildWaterfall(walk, items + rest);
        const numbers = bars.flatMap(({ requests }) => requests.split('–').map(Number));
        expect(numbers[0]).toBe(1);
        expect(numbers.at(-1)).toBe(walk.length);
        expect(bars.at(-1)?.sum.replaceAll(',', '')).toBe(String(items));
        let end = 0;
        let next = 1;
        for (const { requests, x, width } of bars) {
          const [first, last = first] = requests.replaceAll(',', '').split('–').map(Number) as [number, number?];
          expect([first, x]).toEqual([next, end]);
          expect(width).toBeGreaterThanOrEqual(0);
          [next, end] = [last + 1, x + width];
        }
        expect(end).toBeLessThanOrEqual(1000);
        expect(bars.length).toBeLessThanOrEqual(17);
      }),
    );
  });

  it('shows what a ceiling keeps out of reach, and an API without items', () => {
    expect(buildCeilingBar(10_100, 12_000, 'why')).toMatchObject({ sum: '1,900 out of reach', x: 842, width: 158 });
    expect(buildWaterfall([page(0, 0)], 0)).toMatchObject([{ kind: 'nothing', x: 0, width: 0 }]);
  });
});

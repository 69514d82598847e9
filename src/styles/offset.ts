import { verifyCountedPosition } from './counted-position.ts';
import { defineStyle } from './style.ts';

/** The position is the number of items skipped; it moves on by the items received. */
export const offset = defineStyle({
  name: 'offset',
  position: 'offset',
  start: 0,
  request: ['offset', 'start'],
  response: ['lastPage'],
  limits: ['maxOffset'],
  deep: true,
  needs: { request: ['offset'] },
  verify: (strategy, check) => verifyCountedPosition(strategy, 'offset', 0, check),
});

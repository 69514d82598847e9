import { verifyCountedPosition } from './counted-position.ts';
import { defineStyle } from './style.ts';

/** The position is the number of the page. */
export const page = defineStyle({
  name: 'page',
  position: 'page',
  start: 1,
  request: ['page', 'start'],
  response: ['lastPage'],
  limits: ['maxPage'],
  deep: true,
  needs: { request: ['page'] },
  verify: (strategy, check) => verifyCountedPosition(strategy, 'page', 1, check),
});

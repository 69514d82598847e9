import type { Case } from './case.ts';
import { faults } from './cases/faults.ts';
import { leavings } from './cases/leaving.ts';
import { origins } from './cases/origins.ts';
import { requests } from './cases/requests.ts';
import { walks } from './cases/walks.ts';

export const CASES: readonly Case[] = [...walks, ...faults, ...leavings, ...origins, ...requests];

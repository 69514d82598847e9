import type { Doubt, Evidence } from './finding.ts';

/**
 * How sure a proposal is, from 0 to 1. Independent signs add up as chances do: each takes its share of the doubt that
 * the others leave; what speaks against it scales the whole.
 */
export function confidenceOf(evidence: readonly Evidence[], doubts: readonly Doubt[]): number {
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  const belief = doubts.reduce((left, { factor }) => left * factor, 1 - doubt);
  return Math.round(belief * 100) / 100;
}

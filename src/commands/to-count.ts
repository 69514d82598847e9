import { InvalidArgumentError } from 'commander';

/** Reads a flag that takes a whole number. */
export function toCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}

import type { Budget } from '../../model/api.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, isJsonObject, keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { suggestWord } from '../../shared/suggest.ts';
import { reportError } from '../x-pagination/codes.ts';
import { BUDGETS } from './keys.ts';

/** The budgets that a document declares: those that can be used, and the names of all. */
export interface DeclaredBudgets {
  readonly usable: ReadonlyMap<string, Budget>;
  /** Undefined if they cannot be read, which is already reported. */
  readonly names: readonly string[] | undefined;
}

/** The members of a budget and what their values must be. */
const MEMBERS = {
  requests: {
    expected: 'a whole number from 1',
    accepts: (value: number) => Number.isSafeInteger(value) && value >= 1,
  },
  per: { expected: 'a number of seconds above 0', accepts: (value: number) => value > 0 && Number.isFinite(value) },
} as const;

const EXAMPLE = 'Write, for example, `{ requests: 60, per: 60 }` for 60 requests in any 60 seconds.';

/** Reads `components.x-pagination-budgets`. In Swagger 2.0 it is declared at the root, and was moved. */
export function readDeclaredBudgets(root: Located, report: Report): DeclaredBudgets {
  const components = memberOf(root, 'components');
  const node = components && memberOf(components, BUDGETS);
  if (node !== undefined && !isJsonObject(node.value)) {
    const message = `\`${BUDGETS}\` must be an object of budgets; found ${describeValue(node.value)}.`;
    reportError(report, 'pagination-wrong-type', message, node.location, { hint: EXAMPLE });
    return { usable: new Map(), names: undefined };
  }
  const members = node === undefined ? [] : membersOf(node);
  const usable = new Map<string, Budget>();
  for (const [name, member] of members) {
    const budget = readBudget(name, member, report);
    if (budget !== undefined) usable.set(name, budget);
  }
  return { usable, names: members.map(([name]) => name) };
}

function readBudget(name: string, node: Located, report: Report): Budget | undefined {
  if (!isJsonObject(node.value)) {
    const message = `The budget \`${name}\` must be an object; found ${describeValue(node.value)}.`;
    reportError(report, 'pagination-wrong-type', message, node.location, { hint: EXAMPLE });
    return undefined;
  }
  const keys = Object.keys(MEMBERS);
  let isSound = true;
  for (const [key, { location }] of membersOf(node)) {
    if (keys.includes(key) || key.startsWith('x-')) continue;
    isSound = false;
    const message = `The budget \`${name}\` has an unknown key \`${key}\`; a budget has \`requests\` and \`per\`.`;
    reportError(report, 'pagination-unknown-key', message, keyLocation(location), suggestWord(key, keys));
  }
  // A misspelled key is not reported a second time as missing.
  const requests = readNumber(name, node, 'requests', report, isSound);
  const per = readNumber(name, node, 'per', report, isSound);
  if (!isSound || requests === undefined || per === undefined) return undefined;
  return { name, requests, per, location: node.location };
}

function readNumber(
  budget: string,
  node: Located,
  key: keyof typeof MEMBERS,
  report: Report,
  isNeeded: boolean,
): number | undefined {
  const member = memberOf(node, key);
  const { expected, accepts } = MEMBERS[key];
  if (member === undefined) {
    if (isNeeded) {
      const message = `The budget \`${budget}\` needs \`${key}\`, ${expected}.`;
      reportError(report, 'pagination-missing-field', message, keyLocation(node.location), { hint: EXAMPLE });
    }
    return undefined;
  }
  const { value, location } = member;
  if (typeof value === 'number' && accepts(value)) return value;
  const found = typeof value === 'number' ? String(value) : describeValue(value);
  const message = `\`${key}\` of the budget \`${budget}\` must be ${expected}; found ${found}.`;
  const isQuoted = typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value);
  const advice = isQuoted ? { hint: 'Remove the quotes.', fix: { kind: 'unquote' } as const } : { hint: EXAMPLE };
  reportError(report, 'pagination-wrong-type', message, location, advice);
  return undefined;
}

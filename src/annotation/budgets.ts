import type { Budget } from '../model/api.ts';
import type { OperationNode } from '../model/read/paths.ts';
import type { Report } from '../shared/diagnostic.ts';
import {
  describeValue,
  elementsOf,
  isJsonObject,
  keyLocation,
  type Located,
  memberOf,
  membersOf,
} from '../shared/json.ts';
import { type Advice, isMisspelling, isSlip, suggestName, suggestWord } from '../shared/suggest.ts';
import { reportError } from './x-pagination/codes.ts';

/** The budgets of a document, by name. */
export const BUDGETS = 'x-pagination-budgets';
/** The budgets that operations count against. */
export const BUDGET = 'x-pagination-budget';

const BUDGET_KEYS = [BUDGETS, BUDGET];

/** Returns the budget key that an author probably meant; undefined for a key that is one, or that is near none. */
export function meantBudgetKey(key: string): string | undefined {
  if (key === BUDGETS || key === BUDGET) return undefined;
  const folded = key.toLowerCase().replaceAll('_', '-');
  return (
    BUDGET_KEYS.find((candidate) => candidate === folded) ??
    BUDGET_KEYS.find((candidate) => isSlip(folded, candidate)) ??
    BUDGET_KEYS.find((candidate) => isMisspelling(key, candidate))
  );
}

/** The budgets that a document declares: those that can be used, and the names of all. */
export interface DeclaredBudgets {
  readonly usable: ReadonlyMap<string, Budget>;
  /** Undefined if they cannot be read, which is already reported. */
  readonly names: readonly string[] | undefined;
}

/** The members of a budget and what their values must be. */
const BUDGET_MEMBERS = {
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
  const keys = Object.keys(BUDGET_MEMBERS);
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
  key: keyof typeof BUDGET_MEMBERS,
  report: Report,
  isNeeded: boolean,
): number | undefined {
  const member = memberOf(node, key);
  const { expected, accepts } = BUDGET_MEMBERS[key];
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

const FORMS = `\`${BUDGET}\` must be the name of a budget, an array of names, or false`;

/**
 * Returns a function that reads the budgets of an operation: the nearest `x-pagination-budget` of the operation, its path
 * item and the document. Each is checked once, also at the root of a document without operations.
 */
export function openBudgets(
  root: Located,
  declared: DeclaredBudgets,
  report: Report,
): (operation: Pick<OperationNode, 'node' | 'owners'>) => readonly string[] {
  const known = new Map<unknown, readonly string[]>();
  const read = (owner: Located): readonly string[] | undefined => {
    const node = memberOf(owner, BUDGET);
    if (node === undefined) return undefined;
    const names = known.get(owner.value) ?? readNames(node, declared, report);
    known.set(owner.value, names);
    return names;
  };
  read(root);
  return ({ node, owners }) => {
    for (const owner of [node, ...owners, root]) {
      const names = read(owner);
      if (names !== undefined) return names;
    }
    return [];
  };
}

/** Returns the names of budgets that can be used. Reports other values. */
function readNames(node: Located, { usable, names }: DeclaredBudgets, report: Report): readonly string[] {
  if (node.value === false) return [];
  const elements = Array.isArray(node.value) ? elementsOf(node) : [node];
  if (elements.length === 0) {
    const hint = 'Write `false` if no budget applies.';
    reportError(report, 'pagination-wrong-type', `${FORMS}; found an empty array.`, node.location, { hint });
  }
  const found = elements.flatMap((element): string[] => {
    const { value, location } = element;
    if (typeof value !== 'string') {
      const shown = typeof value === 'boolean' ? String(value) : describeValue(value);
      reportError(report, 'pagination-wrong-type', `${FORMS}; found ${shown}.`, location, adviceFor(value));
      return [];
    }
    if (names?.includes(value) === false) {
      const declared = names.length === 0 ? 'none' : names.join(', ');
      const message = `There is no budget \`${value}\`; the document declares ${declared}.`;
      reportError(report, 'pagination-unknown-budget', message, location, suggestName(value, names));
    }
    return usable.has(value) ? [value] : [];
  });
  return [...new Set(found)];
}

function adviceFor(value: unknown): Advice {
  if (!isJsonObject(value)) return {};
  return { hint: 'Declare the budget under `components.x-pagination-budgets`, and write its name here.' };
}

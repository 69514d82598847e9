import { type Budget, formatBudget } from '../../model/api.ts';
import { countOf } from '../../shared/words.ts';
import type { Check } from './check.ts';

/** Compares the budgets of an operation with what the API says and does about its rate. */
export function checkBudgets({ session, report }: Pick<Check, 'session' | 'report'>): void {
  const { budgets, refusals, policies, keepsBudgets } = session;
  if (budgets.length === 0) return;
  const declared = budgets.map((budget) => `\`${budget.name}\` (${formatBudget(budget)})`).join(' and ');
  if (refusals > 0 && keepsBudgets) {
    const message = `The API answered 429 to ${countOf(refusals, 'request')}, although all requests kept the budget ${declared}: it allows fewer, or others use the same account.`;
    report('budget-too-large', message, { status: 429 });
  }
  for (const { requests, per } of [...policies].flatMap(parsePolicy)) {
    const larger = budgets.find((budget) => budget.per === per && budget.requests > requests);
    if (larger === undefined) continue;
    const message = `The API allows ${formatBudget({ requests, per })} (header \`RateLimit-Policy\`), but the budget \`${larger.name}\` ${formatBudget(larger)}.`;
    report('budget-too-large', message);
  }
}

/** Parses `RateLimit-Policy` in the forms of its drafts: `"api";q=100;w=60`, `100;w=60`, or a list of these. */
function parsePolicy(text: string): Pick<Budget, 'requests' | 'per'>[] {
  return text.split(',').flatMap((policy) => {
    const parameter = (name: string): string | undefined => new RegExp(`;\\s*${name}\\s*=\\s*(\\d+)`).exec(policy)?.[1];
    const requests = parameter('q') ?? /^\s*(\d+)\s*;/.exec(policy)?.[1];
    const per = parameter('w');
    return requests === undefined || per === undefined ? [] : [{ requests: Number(requests), per: Number(per) }];
  });
}

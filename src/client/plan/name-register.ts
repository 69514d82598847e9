import type { Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';
import type { NameScope } from './name-scope.ts';

/** The names of a scope, which reports what could not have the name it asked for first. */
export class NameRegister {
  readonly #scope: NameScope;
  readonly #report: Report;

  constructor(scope: NameScope, report: Report) {
    this.#scope = scope;
    this.#report = report;
  }

  /** As {@link NameScope.allocate}, for a name that no user of the client sees. */
  allocateInternal(candidates: Iterable<string>): string {
    return this.#scope.allocate(candidates);
  }

  /** As {@link NameScope.allocate}; `owner` says in a message whose name it is. */
  allocate(candidates: Iterable<string>, owner: string, location: Location): string {
    let wanted: string | undefined;
    const name = this.#scope.allocate(
      (function* () {
        for (const candidate of candidates) {
          if (candidate !== '') wanted ??= candidate;
          yield candidate;
        }
      })(),
    );
    if (wanted !== undefined && wanted !== name) {
      this.#report({
        code: 'name-taken',
        severity: 'info',
        message: `${owner} is called \`${name}\` in the client, because \`${wanted}\` is taken.`,
        location,
      });
    }
    return name;
  }
}

import { call, type Expression, object } from './expression.ts';
import type { AnswerChoice, BodyChoice } from './operation-plan.ts';

/** A media type or range, with parameters (RFC 9110, section 8.3.1). */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?: *; *[\w.-]+=[\w."-]+)*$|^(?:\*|[\w.-]+)\/\*$/;

/** Returns the media types that a caller can choose: none if there is only one, or if the default is not well-formed. */
export function choosable<Choice extends { readonly mediaType: string }>(all: readonly Choice[]): readonly Choice[] {
  const valid = all.filter(({ mediaType }) => MEDIA_TYPE.test(mediaType));
  return valid.length > 1 && valid[0] === all[0] ? valid : [];
}

/** Returns true if all choices have one type, so that nothing depends on the choice. */
export function haveOneType(choices: readonly { readonly type: AnswerChoice['type'] | BodyChoice['type'] }[]): boolean {
  const keys = choices.map(({ type }) =>
    JSON.stringify(type, (name, value) => (name === 'location' ? undefined : value)),
  );
  return new Set(keys).size < 2;
}

/** Returns the choices with the type of the first: a walk reads every page, and writes positions, in the same way. */
export function ofOneType<Choice extends { readonly type: AnswerChoice['type'] | BodyChoice['type'] }>(
  choices: readonly Choice[],
): readonly Choice[] {
  const [first] = choices;
  const same = choices.filter((choice) => first !== undefined && haveOneType([first, choice]));
  return same.length > 1 ? same : [];
}

/** Plans the function that applies the caller's choice; undefined if there is none. */
export function contentChooser(
  answers: readonly AnswerChoice[],
  bodies: readonly BodyChoice[],
): Expression | undefined {
  if (answers.length + bodies.length === 0) return undefined;
  const members = (entries: readonly (readonly [string, Expression])[]) =>
    entries.length === 0 ? undefined : object(Object.fromEntries(entries));
  return call(
    'chooseContent',
    object({
      accept: members(answers.map(({ mediaType, reader }) => [mediaType, reader])),
      contentType: members(bodies.map(({ mediaType, writer }) => [mediaType, writer])),
    }),
  );
}

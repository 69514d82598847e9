/** A way of writing that this project does not use. */
export interface Idiom {
  /** Matches the idiom in the text of a passage. */
  readonly pattern: RegExp;
  /** Kinds of passages to search; all of them if missing. */
  readonly only?: readonly PassageKind[];
  /** What to write instead. */
  readonly write: string;
  /** Why the idiom is not used. */
  readonly why: string;
}

/** `docstring` is the JSDoc of a function or method; `comment` is any other comment. */
export type PassageKind = 'docstring' | 'comment' | 'string' | 'prose' | 'heading';

const STIFF = 'stiff or dated English';
const FREE_RELATIVE = 'a clause as subject has to be read twice';

/** Neither questions nor headings are searched for sentences that begin with a clause. */
const SENTENCES: readonly PassageKind[] = ['docstring', 'comment', 'string', 'prose'];

export const IDIOMS: readonly Idiom[] = [
  {
    pattern: /^[\s*]*(?:What|Whether|Who|Where|How)\b[^.]{0,40}/g,
    only: ['docstring'],
    write: 'begin with a verb: "Returns …", "Reads …", "Checks whether …"',
    why: 'a docstring says what the function does',
  },
  {
    pattern: statement('What|Who', ''),
    only: SENTENCES.filter((kind) => kind !== 'docstring'),
    write: 'name the subject, or begin with "If"',
    why: FREE_RELATIVE,
  },
  {
    pattern: statement('Where', '(?=[^.!?]*, )'),
    only: SENTENCES,
    write: 'if …, when …',
    why: FREE_RELATIVE,
  },
  { pattern: words('who(?:so)?ever|whomever'), write: 'a caller that, if someone', why: FREE_RELATIVE },

  { pattern: words('gives(?! (?:up|way|rise))'), write: 'returns, sends, declares', why: 'another verb says more' },
  { pattern: words('(?:give|giving|gave|given) (?:back|out)'), write: 'return, deliver', why: STIFF },
  {
    pattern: words('(?:stand|stands|standing|stood)(?! (?:for|out))(?!-)'),
    write: 'is, is located, is declared, is written',
    why: STIFF,
  },
  {
    pattern: words('(?:lie|lies|lay|lying) (?:in|below|under|within|outside|elsewhere|beside)'),
    write: 'is in, is below',
    why: STIFF,
  },
  { pattern: words('beside'), write: 'next to, besides, in addition to', why: STIFF },
  {
    // "there is no limit" and "is no longer" are ordinary.
    pattern: words(
      '(?<!there (?:\\w+ )?)(?:is|are|was|were|be) no (?!longer|more|less|fewer|different|better|worse|one|\\w+er than)[\\w·]+',
    ),
    write: 'is not a, are not',
    why: 'the negated verb is the ordinary form',
  },
  {
    pattern: words('(?:leave|leaves|leaving|left) (?:(?:it|them|this|that|these|those) )?out'),
    write: 'skip, omit, drop',
    why: STIFF,
  },
  { pattern: words('mend(?:s|ed|ing)?'), write: 'fix, apply a fix', why: STIFF },
  {
    pattern: words('(?:bear|bears|bearing|bore|borne)(?! in mind)'),
    write: 'handle, tolerate, accept, have',
    why: STIFF,
  },
  { pattern: words('heed(?:s|ed|ing|ers?)?'), write: 'respect, follow, listen to', why: STIFF },
  { pattern: words('(?:say|says|said|saying) of(?! course)'), write: 'say about, declare for', why: STIFF },
  { pattern: words('of (?:its|their|our) own word'), write: 'as declared', why: STIFF },
  { pattern: words('in earnest'), write: 'name the difference: "without speculation"', why: STIFF },
  { pattern: words('at fault'), write: 'fails, is invalid, is wrong', why: STIFF },
  { pattern: words('anew'), write: 'again, from the start', why: STIFF },
  { pattern: words('amiss'), write: 'wrong', why: STIFF },
  { pattern: words('but for(?! all)'), write: 'except for', why: STIFF },
  { pattern: words('(?:hold|holds|held|holding) against'), write: 'compare with, test against', why: STIFF },
  { pattern: words('to be had'), write: 'is available', why: STIFF },
  { pattern: words('excludes? each other'), write: 'are mutually exclusive', why: STIFF },
  {
    pattern: words('(?:what|where|all that|that|it) is (?:not )?(?:quite )?sure'),
    write: 'safe, certain',
    why: 'a person is sure; a fix is safe',
  },
  {
    pattern: words('(?:there|where|here)(?:in|of|to|upon|with)|whence|thence|hitherto'),
    write: 'in it, of which, from which',
    why: STIFF,
  },
];

/** Matches whole words in upper or lower case. A space stands for any white space, line breaks included. */
function words(source: string): RegExp {
  return new RegExp(`\\b(?:${source})(?!\\w)`.replaceAll(' ', '\\s+'), 'gi');
}

/** Matches the first words of a sentence that begins with one of these words and is not a question. */
function statement(starts: string, condition: string): RegExp {
  const start = String.raw`^[\s*_("']*|[.!?:]["')*_]*\s+|\n[ \t]*\n[\s*_]*|\n[ \t]*(?:[-*+]|\d+\.) [ *_]*`;
  // The look-behind comes last because it is slow.
  return new RegExp(`\\b(?:${starts})\\b(?<=(?:${start})(?:${starts}))(?![^.!?]*\\?)${condition}[^.]{0,40}`, 'g');
}

/** Regular expressions that strangers wrote: RE2's dialect and linear time, nothing else. */

import { RE2JS } from 're2js';
import { codePointLength, isLongerThan, loneSurrogateAt } from '@/lib/json';
import { maxRegexInput, maxRegexLength, maxRegexRepetition } from './bounds';
import { isBound } from './regex-bound';
import { literalOf } from './regex-literal';
import { matcherOf } from './regex-match';
import { layOut, type Program, type Re2Program } from './regex-program';
import { foldRepetitions, nestedRepetition } from './regex-repetition';

export type Regex = {
  /** null where the answer would take too long. */
  test(text: string): boolean | null;
  /** Whether only the whole of a text can match. */
  isBound(): boolean;
};
export type RegexRead = { ok: true; regex: Regex } | { ok: false; message: string };

/** Written out, in instructions: what RE2 compiles within the memory that it allows itself when nobody says otherwise, 8 MiB. */
const maxSize = 100_000;
/** RE2's own bound on repetitions that stand inside each other. */
const maxRe2Repetition = 1_000;
/** Of patterns that are not held to the length of a policy's. */
const maxPlaces = 1_500;
const remembered = new Map<string, RegexRead>();
const mostRemembered = 2_000;

/** A pattern of a policy, held to the language's bounds. */
export function compileRegex(pattern: string): RegexRead {
  const length = codePointLength(pattern);
  if (length > maxRegexLength)
    return {
      ok: false,
      message: `A regex has at most ${maxRegexLength} characters; this one has ${length}.`,
    };
  const read = compileRe2(pattern);
  if (!read.ok) return read;
  const repetition = nestedRepetition(pattern);
  if (repetition > maxRegexRepetition)
    return {
      ok: false,
      message: `Counted repetitions may multiply to ${maxRegexRepetition}; here they reach ${repetition}.`,
    };
  return read;
}

/** Any pattern that RE2 can run, as an input schema may hold. */
export function compileRe2(pattern: string): RegexRead {
  let read = remembered.get(pattern);
  if (read !== undefined) return read;
  read = compileFresh(pattern);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(pattern, read);
  return read;
}

/**
 * Whether the text holds a match; null where the language does not tell: a lone surrogate, more than 16,384 code points, or a
 * pattern that takes more than a tenth of a second for this text.
 */
export function testRegex(regex: Pick<Regex, 'test'>, text: string): boolean | null {
  if (isLongerThan(text, maxRegexInput) || loneSurrogateAt(text) >= 0) return null;
  return regex.test(text);
}

function compileFresh(pattern: string): RegexRead {
  const repetition = nestedRepetition(pattern);
  if (repetition > maxRe2Repetition)
    return {
      ok: false,
      message: `RE2 repeats ${maxRe2Repetition} times at most; here it would be ${repetition}.`,
    };
  try {
    const program = programOf(pattern);
    if (program.size > maxSize || program.kinds.length > maxPlaces)
      return { ok: false, message: 'RE2 cannot run this regex: written out, it is too large.' };
    return { ok: true, regex: lazily(pattern, program) };
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return { ok: false, message: `RE2 cannot run this regex: ${why}.` };
  }
}

function programOf(pattern: string): Program {
  const folded = foldRepetitions(pattern);
  try {
    return layOut(RE2JS.compile(folded.pattern).re2().prog as Re2Program, folded.repetitions);
  } catch {
    // What is wrong is told of the pattern as it was written.
    return layOut(RE2JS.compile(pattern).re2().prog as Re2Program, []);
  }
}

/** Most patterns that are read are not asked before they are forgotten. */
function lazily(pattern: string, program: Program): Regex {
  let matches: Regex['test'] | null = null;
  return {
    test(text) {
      matches ??= literalOf(pattern) ?? matcherOf(program);
      return matches(text);
    },
    isBound: () => isBound(program),
  };
}

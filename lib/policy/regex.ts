/** Regular expressions that strangers wrote: RE2's dialect and linear time, nothing else. */

import { RE2JS } from 're2js';
import { codePointLength, isLongerThan, loneSurrogateAt } from '@/lib/json';
import { maxRegexInput, maxRegexLength, maxRegexRepetition } from './bounds';
import { type Matcher, matcherOf, type Program } from './regex-match';
import { nestedRepetition } from './regex-repetition';

export type Regex = { test(text: string): boolean };
export type RegexRead = { ok: true; regex: Regex } | { ok: false; message: string };

/** Instructions of a compiled pattern. What is larger takes too long on a long string. */
const maxProgram = 1_100;
/** Instructions times characters that RE2's own engines may be asked; beyond it their automaton can blow up. */
const cheap = 200_000;
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

/** Whether the text holds a match; null where the language does not tell: a lone surrogate, more than 16,384 code points. */
export function testRegex(regex: Regex, text: string): boolean | null {
  if (isLongerThan(text, maxRegexInput) || loneSurrogateAt(text) >= 0) return null;
  return regex.test(text);
}

function compileFresh(pattern: string): RegexRead {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > maxProgram)
      return { ok: false, message: 'RE2 cannot run this regex: written out, it is too large.' };
    return { ok: true, regex: bounded(compiled) };
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return { ok: false, message: `RE2 cannot run this regex: ${why}.` };
  }
}

/** The usual engine for the usual text, the one with a known worst case for the rest. */
function bounded(compiled: RE2JS): Regex {
  const program = compiled.re2().prog as Program;
  let matches: Matcher | null = null;
  return {
    test(text) {
      if (program.inst.length * text.length <= cheap) return compiled.test(text);
      matches ??= matcherOf(program);
      return matches(text);
    },
  };
}

import { type RiskFinding, visible } from './finding';
import type { Text } from './texts';

type Run = { start: number; end: number; count: number };

/** Characters that a person does not see or that look like others. One finding a kind and text. */
export function unicodeFindings(text: Text): RiskFinding[] {
  // Most texts: nothing in them can be hidden, turned round or of another script.
  if (/^[\t\n\r\x20-\x7e]*$/.test(text.text)) return [];
  return [...hidden(text), ...direction(text), ...lookAlike(text)];
}

function hidden({ text, pointer, isName }: Text): RiskFinding[] {
  const run = firstRun(text, isHidden);
  if (!run) return [];
  const tags = runOfTags(text);
  const says = tags
    ? `holds a text in invisible tag characters: "${visible(tags)}"`
    : run.count === 1
      ? 'holds a character that cannot be seen'
      : `holds ${run.count} characters that cannot be seen`;
  // A single stray mark in prose is mostly a copying accident; in a name, or many of them, it is not.
  const level = tags || isName || run.count > 8 ? 'critical' : 'notice';
  return [
    {
      code: 'hidden-characters',
      level,
      says,
      pointer,
      start: run.start,
      end: run.end,
      quote: visible(text.slice(run.start, run.end)),
    },
  ];
}

function direction({ text, pointer }: Text): RiskFinding[] {
  const run = firstRun(text, isDirection);
  if (!run) return [];
  return [
    {
      code: 'text-direction',
      level: 'critical',
      says: 'turns the direction of reading, so that a person sees another text than the model',
      pointer,
      start: run.start,
      end: run.end,
      quote: visible(text.slice(run.start, run.end)),
    },
  ];
}

function lookAlike({ text, pointer }: Text): RiskFinding[] {
  for (const word of text.matchAll(/[\p{L}\p{M}]{2,60}/gu)) {
    const mixed = mixedScripts(word[0]);
    if (!mixed) continue;
    const end = word.index + word[0].length;
    return [
      {
        code: 'look-alike-letters',
        level: 'critical',
        says: mixed,
        pointer,
        start: word.index,
        end,
        quote: visible(word[0]),
      },
    ];
  }
  return [];
}

// Letters of other scripts that pass for Latin ones.
const twins = new Set('аеорсухіјѕԁһѵԛԝкмтвнАВЕКМНОРСТХУІЈЅοαινρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհցｅａｏｉ');

function mixedScripts(word: string): string | undefined {
  let latin = 0;
  let twin = 0;
  let other = 0;
  let styled = 0;
  for (const sign of word) {
    const code = sign.codePointAt(0) as number;
    if (code < 0x250) latin++;
    else if ((code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0xff21 && code <= 0xff5a)) styled++;
    else if (twins.has(sign)) twin++;
    else other++;
  }
  if (latin > 0 && twin > 0 && other === 0) return 'mixes letters of two scripts that look alike in one word';
  if (styled > 3 && other === 0) return 'is written in letters that only look like ordinary ones';
  return undefined;
}

/** From the first such character to the last of the same run of close ones, and how many there are in the whole text. */
function firstRun(text: string, is: (code: number, text: string, at: number) => boolean): Run | undefined {
  let run: Run | undefined;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) as number;
    const width = code > 0xffff ? 2 : 1;
    if (is(code, text, at)) {
      if (!run) run = { start: at, end: at + width, count: 0 };
      if (at <= run.end + 1) run.end = at + width;
      run.count++;
    }
    at += width - 1;
  }
  return run;
}

function isHidden(code: number, text: string, at: number): boolean {
  if (code < 32) return code !== 9 && code !== 10 && code !== 13;
  if (code < 0x7f) return false;
  if (code <= 0x9f) return true;
  // Joiners belong to emoji and to scripts that join their letters.
  if (code === 0x200c || code === 0x200d)
    return !isJoining(text.codePointAt(Math.max(0, at - 2)) ?? 0) && !isJoining(text.charCodeAt(at - 1));
  if (code === 0xfeff) return at > 0;
  return (
    code === 0xad ||
    code === 0x200b ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x206a && code <= 0x206f) ||
    code === 0x3164 ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0xffa0 ||
    isTag(code) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

const isJoining = (code: number) =>
  (code >= 0x600 && code <= 0x1000) ||
  code >= 0x1f000 ||
  code === 0xfe0f ||
  (code >= 0x2600 && code <= 0x27bf) ||
  (code >= 0xd800 && code <= 0xdfff);
const isDirection = (code: number) =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
const isTag = (code: number) => code >= 0xe0001 && code <= 0xe007f;

/** What invisible tag characters spell; undefined for the few of a flag. */
function runOfTags(text: string): string | undefined {
  let spelt = '';
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    if (isTag(code) && code >= 0xe0020 && code < 0xe007f) spelt += String.fromCharCode(code - 0xe0000);
  }
  return spelt.length > 6 ? spelt : undefined;
}

import { type RiskFinding, visible } from './finding';

/** A tool that stands beside the one in question. */
export type Neighbour = { server: string; name: string };

// A neighbour's name of one plain word is no reference: "search", "fetch".
const tellingName = /[_.\-/]|[a-z][A-Z]/;
const steers =
  /\b(?:before|after|when|whenever|instead|must|always|never|do not|don't|replace|supersede|override|deprecated|first|prefer)\b/i;

/** Names of other servers' tools in a text, where the sentence around steers the model. */
export function otherToolFindings(
  text: string,
  pointer: string,
  server: string | undefined,
  neighbours: Neighbour[],
): RiskFinding[] {
  const siblings = new Set(neighbours.filter((other) => other.server === server).map((other) => other.name));
  const lowered = text.toLowerCase();
  for (const other of neighbours) {
    if (
      other.server === server ||
      siblings.has(other.name) ||
      other.name.length < 6 ||
      !tellingName.test(other.name)
    )
      continue;
    const at = wholeWordAt(lowered, other.name.toLowerCase());
    if (at < 0) continue;
    const around = text.slice(Math.max(0, at - 160), at + other.name.length + 160);
    if (!steers.test(around)) continue;
    const end = at + other.name.length;
    return [
      {
        code: 'steers-other-tools',
        level: 'critical',
        says: `tells the model how to use \`${visible(other.name)}\` of ${visible(other.server)}`,
        pointer,
        start: at,
        end,
        quote: visible(text.slice(at, end)),
      },
    ];
  }
  return [];
}

function wholeWordAt(text: string, word: string): number {
  const isPart = (sign: string | undefined) => sign !== undefined && /[a-z0-9_]/.test(sign);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return at;
  }
  return -1;
}

/**
 * Names that imitate another registered server's: the same name, or one that differs only in what an eye or a model overlooks.
 * `others` are the tools of the servers beside it; those of its own server are left out.
 */
export function shadowingFindings(tool: Neighbour, others: Neighbour[]): RiskFinding[] {
  const own = skeletonOf(tool.name);
  const found: RiskFinding[] = [];
  const at = { pointer: '/name', start: 0, end: tool.name.length, quote: visible(tool.name) };
  for (const other of others) {
    if (other.server === tool.server || found.length >= 20) continue;
    const whose = `\`${visible(other.name)}\` of ${visible(other.server)}`;
    if (other.name === tool.name) {
      found.push({
        code: 'same-name',
        level: 'warning',
        says: `has the same name as ${whose}: an agent may call the wrong one`,
        ...at,
      });
    } else if (skeletonOf(other.name) === own) {
      found.push({
        code: 'imitates-name',
        level: 'critical',
        says: `looks like ${whose}, but is another tool`,
        ...at,
      });
    } else if (isSlip(tool.name, other.name)) {
      found.push({ code: 'imitates-name', level: 'notice', says: `is one slip away from ${whose}`, ...at });
    }
  }
  return found;
}

const twins: { [sign: string]: string } = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  ο: 'o',
  α: 'a',
  ι: 'i',
  ν: 'v',
  ρ: 'p',
  υ: 'u',
  χ: 'x',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  '|': 'l',
  ı: 'i',
};

/** What is left of a name for a hasty eye: one case, no separators or invisible signs, look-alikes made one. */
export function skeletonOf(name: string): string {
  let skeleton = '';
  for (const sign of name.slice(0, 256).normalize('NFKC').toLowerCase()) {
    if (!/[\p{L}\p{N}|]/u.test(sign)) continue;
    skeleton += Object.hasOwn(twins, sign) ? twins[sign] : sign;
  }
  return skeleton.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** One letter swapped with its neighbour, or changed, in the middle of a long name; a plural or a number is another name. */
function isSlip(a: string, b: string): boolean {
  if (a.length < 10 || a.length !== b.length || a.length > 128) return false;
  const differing: number[] = [];
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at]) differing.push(at);
    if (differing.length > 2) return false;
  }
  const [first, second] = differing;
  if (first === undefined || /[0-9]/.test(`${a[first]}${b[first]}`)) return false;
  return second !== undefined && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

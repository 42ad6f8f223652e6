import { type RiskClass, riskClasses } from '@/lib/policy';
import type { Floor } from './floors';
import type { Act } from './name';
import { phrases } from './phrases';
import { hintsOf, type Reading } from './reading';
import type { Evidence, ToolDefinition } from './types';

const mostEvidence = 12;

/** The words that speak for a class, those for the class that was chosen first. Positions are of the definition's own texts. */
export function evidenceOf(
  tool: ToolDefinition,
  reading: Reading,
  floors: Floor[],
  riskClass: RiskClass,
  raised: { says: string } | undefined,
): Evidence[] {
  const found: Evidence[] = [];
  for (const act of reading.nameActs) {
    // `console_messages`: what may be a verb elsewhere is a thing here.
    if (act.strength >= 1.5 || act.class === riskClass) found.push(ofAct(act, 'name', '/name', tool.name));
  }
  if (reading.title) {
    for (const act of reading.title.acts.slice(0, 1))
      found.push(ofAct(act, 'title', reading.title.pointer, reading.title.text));
  }
  for (const act of [reading.prose.main, ...reading.prose.joined]) {
    if (act) found.push(ofAct(act, 'description', '/description', reading.description));
  }
  for (const hit of reading.phrases) {
    if (!hit.phrase.class) continue;
    const { start, end } = trimmed(reading.description, hit.start, hit.end);
    const quote = reading.description.slice(start, end);
    const { says, class: spoken } = hit.phrase;
    found.push({ where: 'description', pointer: '/description', start, end, quote, says, class: spoken });
  }
  found.push(...reading.schema.evidence, ...floors.map((floor) => floor.evidence), ...ofHints(tool, raised));
  const order = (item: Evidence) => (item.class === riskClass ? 0 : item.class === undefined ? 2 : 1);
  return distinct(found)
    .sort((a, b) => order(a) - order(b))
    .slice(0, mostEvidence);
}

function trimmed(text: string, start: number, end: number) {
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

function ofAct(act: Act, where: Evidence['where'], pointer: string, text: string): Evidence {
  const { start, end } = act.span ?? act.word;
  const quote = text.slice(start, end);
  return { where, pointer, start, end, quote, says: act.says ?? plainly[act.class], class: act.class };
}

const plainly: { [riskClass in RiskClass]: string } = {
  Read: 'looks or computes',
  Write: 'creates or changes',
  Execute: 'runs, starts, stops or sends',
  Destructive: 'deletes or undoes for good',
  Financial: 'moves money or takes on an obligation',
};

function ofHints(tool: ToolDefinition, raised: { says: string } | undefined): Evidence[] {
  const hints = hintsOf(tool.annotations);
  const of = (name: string, says: string, riskClass?: RiskClass): Evidence => ({
    where: 'annotations',
    pointer: `/annotations/${name}`,
    start: 0,
    end: name.length,
    quote: name,
    says,
    class: riskClass,
  });
  const found: Evidence[] = [];
  if (hints.readOnly === false)
    found.push(of('readOnlyHint', 'is declared false', raised ? 'Write' : undefined));
  if (hints.readOnly === true) found.push(of('readOnlyHint', 'is declared true, which lowers nothing'));
  if (hints.destructive === true) found.push(of('destructiveHint', 'is declared true', 'Destructive'));
  return found;
}

function distinct(found: Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return found.filter((item) => {
    const key = `${item.pointer}\n${item.start}\n${item.end}\n${item.class}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const does: { [riskClass in RiskClass]: string } = {
  Read: 'It only looks at data or computes',
  Write: 'It creates or changes state that can be corrected',
  Execute: 'It starts or stops something, runs what it is given, or reaches people and outside systems',
  Destructive: 'It deletes, revokes, ends or overwrites for good',
  Financial: 'It moves money or takes on an obligation',
};

const toTrash = phrases.find((phrase) => phrase.code === 'trash')?.says;

/** One sentence: what it does by its class, and the words that say so. */
export function rationaleOf(
  riskClass: RiskClass,
  evidence: Evidence[],
  floor: Floor | undefined,
  raised?: string,
): string {
  if (raised) return `${does[riskClass]}: ${raised}.`;
  if (floor) return `${does[riskClass]}: ${floor.says}.`;
  const own = evidence.filter((item) => item.class === riskClass);
  const first = own[0];
  if (!first) return `${does[riskClass]}, as far as its words tell: none of them says so outright.`;
  const trash = own.find((item) => item.says === toTrash);
  const second = trash ?? own.find((item) => item.where !== first.where);
  return `${does[riskClass]}: ${second ? bothInWords(first, second) : inWords(first)}.`;
}

/** Of a tool that does not say what it does. */
export const rationaleOfNothing =
  'Nothing in its definition tells what it does, so it counts as one that may act, until a person has looked.';
export const whyNotOfNothing = 'Not Read: nothing in the definition says that it leaves everything as it is.';

/** What two places say; once, where they say the same. */
function bothInWords(first: Evidence, second: Evidence): string {
  const isSame = first.quote.toLowerCase() === second.quote.toLowerCase();
  if (isSame && first.where !== 'schema' && second.where !== 'schema')
    return `its ${first.where} and its ${second.where} say "${clip(first.quote)}"`;
  return `${inWords(first)}, and ${inWords(second)}`;
}

const places: { [where in Evidence['where']]: string } = {
  name: 'its name says',
  title: 'its title says',
  description: 'its description says',
  schema: 'it has the parameter or value',
  annotations: 'its publisher declares',
};

const inWords = (item: Evidence) => `${places[item.where]} "${clip(item.quote)}"`;

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text.trim());

/** Why it is not the class that comes next: the likeliest other one. */
export function whyNotOf(
  riskClass: RiskClass,
  chances: number[],
  evidence: Evidence[],
  floor: Floor | undefined,
): string {
  let next: RiskClass | undefined;
  for (const [at, name] of riskClasses.entries()) {
    if (name === riskClass) continue;
    if (next === undefined || (chances[at] as number) > (chances[riskClasses.indexOf(next)] as number))
      next = name;
  }
  const other = next as RiskClass;
  if (floor && riskClasses.indexOf(other) < riskClasses.indexOf(riskClass)) {
    return `Not ${other}, though most of its words sound so: ${floor.says}, and the most severe act counts.`;
  }
  if (riskClasses.indexOf(other) < riskClasses.indexOf(riskClass))
    return `Not ${other}: ${graver[riskClass]}.`;
  const spoken = evidence.find((item) => item.class === other);
  if (spoken) return `Not ${other}: "${clip(spoken.quote)}" sounds like it, but ${reasons[riskClass]}.`;
  return `Not ${other}: nothing in the definition says that it ${lacks[other]}.`;
}

const reasons: { [riskClass in RiskClass]: string } = {
  Read: 'nothing shows that anything is changed by it',
  Write: 'what it does can be corrected, and starts nothing',
  Execute: 'what it sets going acts beyond stored data',
  Destructive: 'what it takes away does not come back',
  Financial: 'money or an obligation is at stake, which outweighs the rest',
};

// Every class does what those below it do; what it does beyond that is why it is not one of them.
const graver: { [riskClass in RiskClass]: string } = {
  Read: 'it leaves everything as it is',
  Write: 'what is there afterwards is not what was there before',
  Execute: 'what it sets going acts beyond stored data',
  Destructive: 'what it takes away does not come back',
  Financial: 'money or an obligation is at stake, which outweighs the rest',
};

const lacks: { [riskClass in RiskClass]: string } = {
  Read: 'leaves everything as it is',
  Write: 'creates or changes something',
  Execute: 'runs, starts or sends anything',
  Destructive: 'deletes or overwrites for good',
  Financial: 'moves money or takes on an obligation',
};

import { type RiskClass, riskClasses } from '@/lib/policy';
import { evidenceOf, rationaleOf, rationaleOfNothing, whyNotOf, whyNotOfNothing } from './explain';
import { featuresOf } from './features';
import { type Floor, floorsOf } from './floors';
import { chancesOf, type Model, shippedModel } from './model';
import { hintsOf, type Reading, read } from './reading';
import { rationaleOfSecret, secretsIn } from './secrets';
import { severityOf } from './severity';
import { signalsOf } from './signals';
import type { Classification, ToolDefinition } from './types';

/**
 * The class of a tool, and why. Pure: the same definition always gets the same answer, and only a bounded part of it is read.
 * INVARIANT: annotations raise the class and never lower it.
 */
export function classify(tool: ToolDefinition): Classification {
  return classifyWith(tool, shippedModel);
}

/** The same with other weights: for measuring. */
export function classifyWith(tool: ToolDefinition, model: Model): Classification {
  const reading = read(tool);
  const floors = floorsOf(reading, tool.name);
  const weighed = weigh(reading, floors, model);
  const raised = raise(weighed.class, weighed.chances, tool);
  const told = raised?.class ?? weighed.class;
  const evidence = evidenceOf(tool, reading, floors, told, raised);
  const isUntold = saysNothing(tool, evidence) && riskClasses.indexOf(told) <= riskClasses.indexOf(ifUntold);
  const riskClass = isUntold ? ifUntold : told;
  const secret = riskClass === 'Read' ? secretsIn(tool, reading) : undefined;
  if (secret) evidence.unshift(secret.evidence);
  const signals = signalsOf(tool, reading, riskClass);
  return {
    class: riskClass,
    severity: secret ? 'High' : severityOf(riskClass),
    confidence: confidenceOf(riskClass, weighed, raised !== undefined),
    rationale: secret
      ? rationaleOfSecret(secret)
      : isUntold
        ? rationaleOfNothing
        : rationaleOf(riskClass, evidence, weighed.floor, raised?.says),
    evidence,
    signals: secret ? [secret.signal, ...signals] : signals,
    classes: classesOf(reading, floors, riskClass),
    whyNot: isUntold ? whyNotOfNothing : whyNotOf(riskClass, weighed.chances, evidence, weighed.floor),
  };
}

/** What may do anything is judged by its arguments: the class for a tool of which nothing can be told. */
const ifUntold: RiskClass = 'Execute';

/**
 * No description, no input schema, and not a word of the name or title that speaks for a class: chance alone would call it Read.
 * A tool that is known to take nothing is another matter: `voicemail_inbox` reads.
 */
function saysNothing(
  { description, inputSchema }: ToolDefinition,
  evidence: Classification['evidence'],
): boolean {
  if (inputSchema !== undefined && inputSchema !== null) return false;
  if (typeof description === 'string' && description.trim() !== '') return false;
  return evidence.every((item) => item.class === undefined || item.where === 'annotations');
}

type Weighed = { class: RiskClass; chances: number[]; floor?: Floor };

function weigh(reading: Reading, floors: Floor[], model: Model): Weighed {
  const chances = chancesOf(featuresOf(reading), model);
  const likeliest = riskClasses[chances.indexOf(Math.max(...chances))] as RiskClass;
  const floor = floors[0];
  const isRaised = floor !== undefined && riskClasses.indexOf(floor.class) > riskClasses.indexOf(likeliest);
  return isRaised ? { class: floor.class, chances, floor } : { class: likeliest, chances };
}

/** What the publisher admits: a tool that is said not to be read-only is no Read tool. */
function raise(
  from: RiskClass,
  chances: number[],
  tool: ToolDefinition,
): { class: RiskClass; says: string } | undefined {
  const hints = hintsOf(tool.annotations);
  if (from === 'Read' && (hints.readOnly === false || hints.destructive === true)) {
    const others = chances.slice(1, 4);
    const next = riskClasses[1 + others.indexOf(Math.max(...others))] as RiskClass;
    return { class: next, says: 'its publisher does not call it read-only' };
  }
  // Publishers set destructiveHint on whole servers: it tips the scales only where Destructive was likely already.
  const destructive = riskClasses.indexOf('Destructive');
  if (
    hints.destructive === true &&
    riskClasses.indexOf(from) < destructive &&
    (chances[destructive] as number) > 0.25
  ) {
    return { class: 'Destructive', says: 'its publisher calls it destructive' };
  }
  return undefined;
}

function confidenceOf(riskClass: RiskClass, { chances, floor }: Weighed, isRaised: boolean): number {
  const chance = chances[riskClasses.indexOf(riskClass)] as number;
  // A floor is a sure sign by itself, whatever the words weigh; a publisher's word against his other words is half of one.
  const least = isRaised ? 0.5 : floor ? 0.7 : 0;
  return Math.round(Math.min(Math.max(chance, least), 0.99) * 100) / 100;
}

function classesOf(reading: Reading, floors: Floor[], riskClass: RiskClass): RiskClass[] {
  const found = new Set<RiskClass>([riskClass, ...floors.map((floor) => floor.class)]);
  for (const act of reading.schema.valueActs) found.add(act.class);
  const severest = riskClasses.indexOf(riskClass);
  return riskClasses.filter((name, at) => found.has(name) && at <= severest);
}

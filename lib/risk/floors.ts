import { type RiskClass, riskClasses } from '@/lib/policy';
import { isSaidEarly, type Reading } from './reading';
import type { Evidence } from './types';

/** What a tool can do at least, whatever else is said of it. Floors raise a class and never lower it. */
export type Floor = { class: RiskClass; says: string; evidence: Evidence };

const rank = (riskClass: RiskClass) => riskClasses.indexOf(riskClass);

/** The floors of a reading, the severest first. */
export function floorsOf(reading: Reading, name: string): Floor[] {
  const floors = [
    ...ofActions(reading),
    ...ofJoinedActs(reading, name),
    ...ofFreeSql(reading),
    ...ofSavedFiles(reading),
    ...ofLoss(reading),
    ...ofPayment(reading),
    ...ofObligation(reading, name),
  ];
  return floors.sort((a, b) => rank(b.class) - rank(a.class));
}

/** Several actions in one tool: the most severe counts, even where the caller may also choose a harmless one. */
function ofActions({ schema, nameActs, prose }: Reading): Floor[] {
  // `list_issues` with `action: pushed | merged` filters by acts; `get | delete` is a choice between them.
  const looks = nameActs[0]?.class === 'Read' && prose.main?.class === 'Read';
  if (looks && !schema.valueActs.some((act) => act.decides && choices.has(act.value.toLowerCase())))
    return [];
  return schema.valueActs
    .filter((act) => act.decides && act.class !== 'Read')
    .map((act) => ({
      class: act.class,
      says: `one of its actions is \`${act.value}\``,
      evidence: {
        where: 'schema',
        pointer: act.pointer,
        start: act.start,
        end: act.start + act.value.length,
        quote: act.value,
        says: 'is one of its actions',
        class: act.class,
      },
    }));
}

const choices = new Set(['get', 'list', 'search', 'describe', 'show', 'find', 'fetch', 'query']);

function ofJoinedActs({ nameActs, prose, description }: Reading, name: string): Floor[] {
  const inName = nameActs.slice(1).map((act) => ({ act, where: 'name' as const, text: name }));
  const inProse = prose.joined
    .filter((act) => act.strength >= 2.9)
    .map((act) => ({ act, where: 'description' as const, text: description }));
  return [...inName, ...inProse]
    .filter(({ act }) => act.class !== 'Read')
    .map(({ act, where, text }) => ({
      class: act.class,
      says: `it also does "${text.slice(act.word.start, act.word.end)}"`,
      evidence: {
        where,
        pointer: `/${where}`,
        start: act.word.start,
        end: act.word.end,
        quote: text.slice(act.word.start, act.word.end),
        says: act.says ?? 'is another of its acts',
        class: act.class,
      },
    }));
}

const runs = new Set(['run', 'execute', 'exec', 'query', 'invoke']);

function ofFreeSql({ nameActs, prose, phrases, schema }: Reading): Floor[] {
  const sql = schema.evidence.find((item) => item.says === 'takes a query in a query language');
  const isRun = runs.has(nameActs[0]?.lemma ?? '') || runs.has(prose.main?.lemma ?? '');
  if (!sql || !isRun || isSaidEarly({ phrases }, 'read-only', 'select-only')) return [];
  return [{ class: 'Execute', says: `it runs whatever statement \`${sql.quote}\` holds`, evidence: sql }];
}

function ofSavedFiles({ schema }: Reading): Floor[] {
  const saved = schema.parameters.find((parameter) => parameter.savedTo);
  if (!saved) return [];
  const evidence: Evidence = {
    where: 'schema',
    pointer: saved.pointer,
    start: 0,
    end: saved.name.length,
    quote: saved.name,
    says: 'names a file that it writes',
    class: 'Write',
  };
  return [{ class: 'Write', says: `it writes to the file that \`${saved.name}\` names`, evidence }];
}

function ofLoss({ phrases, nameWords, nameActs, prose, description }: Reading): Floor[] {
  const hit = (code: string) => phrases.find((found) => found.phrase.code === code);
  const forGood = hit('permanent');
  const irreversible = hit('irreversible');
  const irrevocable = changes.has(nameActs[0]?.lemma ?? '') ? irreversible : undefined;
  const lost =
    (forGood && forGood.start < 40 && nameActs[0] && nameActs[0].class !== 'Read' ? forGood : undefined) ??
    hit('data-loss') ??
    irrevocable ??
    ((irreversible ?? hit('destructive')) && hit('overwrites'));
  const isDispatched =
    isDispatcher(nameActs[0]?.lemma, prose.main?.lemma) || nameWords.some((word) => generic.has(word.text));
  const dispatched = isDispatched ? hit('deletes') : undefined;
  const found = lost ?? dispatched;
  if (!found || hit('reversible')) return [];
  return [quoted('Destructive', 'description', description, found, found.phrase.says)];
}

/** What mostly can be corrected, unless its description says that it cannot. */
const changes = new Set(
  'merge withdraw anonymize pseudonymize convert split replace import close end reset lock transfer migrate'.split(
    ' ',
  ),
);

const generic = new Set(['action', 'actions', 'operation', 'operations']);
const dispatchers = new Set(['manage', 'handle', 'perform', 'control', 'administer']);

function isDispatcher(...lemmas: (string | undefined)[]): boolean {
  return lemmas.some((lemma) => lemma !== undefined && dispatchers.has(lemma));
}

/** What the description itself calls paying, where the tool does anything at all. */
function ofPayment({ phrases, nameActs, description }: Reading): Floor[] {
  const found = phrases.find((hit) => hit.phrase.code === 'pays' && hit.start < 400);
  const head = nameActs[0];
  if (!found || !head || head.class === 'Read' || !commits.has(head.lemma)) return [];
  return [quoted('Financial', 'description', description, found, found.phrase.says)];
}

/** A name whose verb and object together move money or bind somebody, such as `place_stock_order`. */
function ofObligation({ nameActs }: Reading, name: string): Floor[] {
  const head = nameActs[0];
  if (head?.class !== 'Financial' || head.says === undefined || amends.has(head.lemma)) return [];
  return [quoted('Financial', 'name', name, head.word, head.says)];
}

/** What a text says outright at a place; blanks behind it are no part of the quote. */
function quoted(
  riskClass: RiskClass,
  where: 'name' | 'description',
  text: string,
  { start, end }: { start: number; end: number },
  says: string,
): Floor {
  const quote = text.slice(start, end).trimEnd();
  return {
    class: riskClass,
    says: `its ${where} says "${quote}"`,
    evidence: {
      where,
      pointer: `/${where}`,
      start,
      end: start + quote.length,
      quote,
      says,
      class: riskClass,
    },
  };
}

/** An order that is changed was made before. */
const amends = new Set(['update', 'modify', 'replace']);

const commits = new Set(
  `create make submit send place start initiate complete confirm execute run process accept approve capture add open book reserve
  order checkout manage setup request rent lease subscribe hire enable renew upgrade issue transfer buy sell pay register claim finalize`.split(
    /\s+/,
  ),
);

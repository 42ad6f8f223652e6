import { type RiskClass, riskClasses } from '@/lib/policy';
import { isSum } from './features';
import { listedActs } from './listed';
import type { Act } from './name';
import { isKind } from './objects';
import type { Parameter } from './parameters';
import { isSaidEarly, type Reading } from './reading';
import { amends } from './rules';
import type { Evidence } from './types';
import { isDispatcher } from './verbs';

/** What a tool can do at least, whatever else is said of it. Floors raise a class and never lower it. */
export type Floor = { class: RiskClass; says: string; evidence: Evidence };

const rank = (riskClass: RiskClass) => riskClasses.indexOf(riskClass);

/** The floors of a reading, the severest first. */
export function floorsOf(reading: Reading, name: string): Floor[] {
  const floors = [
    ...ofActions(reading),
    ...ofJoinedActs(reading, name),
    ...ofListedActs(reading),
    ...ofFreeSql(reading),
    ...ofSavedFiles(reading),
    ...ofLoss(reading),
    ...ofEnding(reading),
    ...ofPayment(reading),
    ...ofObligation(reading, name),
    ...ofTransfer(reading),
    ...ofBareName(reading, name),
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

/** `Actions: list, get, delete`: the description says what may be chosen, though the schema does not. */
function ofListedActs({ phrases, description, nameActs, prose }: Reading): Floor[] {
  const heading = phrases.find((hit) => hit.phrase.code === 'lists-actions');
  if (!heading) return [];
  const acts = listedActs(description, heading.end - 1);
  const looks = nameActs[0]?.class === 'Read' || prose.main?.class === 'Read';
  if (looks && !acts.some(({ start, end }) => choices.has(description.slice(start, end).toLowerCase())))
    return [];
  return acts
    .filter((act) => act.class !== 'Read')
    .map((act) => quoted(act.class, 'description', description, act, 'is one of its actions'));
}

const choices = new Set(['get', 'list', 'search', 'describe', 'show', 'find', 'fetch', 'query']);

function ofJoinedActs({ nameActs, prose, description }: Reading, name: string): Floor[] {
  const inName = nameActs.slice(1).map((act) => ({ act, where: 'name' as const, text: name }));
  const inProse = prose.joined
    .filter((act) => act.strength >= 2.9)
    .map((act) => ({ act, where: 'description' as const, text: description }));
  return [...inName, ...inProse]
    .filter(({ act }) => act.class !== 'Read')
    .map(({ act, where, text }) => {
      const { start, end } = act.span ?? act.word;
      const quote = text.slice(start, end);
      return {
        class: act.class,
        says: `its ${where} also says "${quote}"`,
        evidence: {
          where,
          pointer: `/${where}`,
          start,
          end,
          quote,
          says: act.says ?? 'is another of its acts',
          class: act.class,
        },
      };
    });
}

const runs = new Set(['run', 'execute', 'exec', 'query', 'invoke']);

function ofFreeSql({ nameActs, prose, phrases, schema }: Reading): Floor[] {
  const sql = schema.evidence.find((item) => item.says === 'takes a query in a query language');
  const isRun = runs.has(nameActs[0]?.lemma ?? '') || runs.has(prose.main?.lemma ?? '');
  if (!sql || !isRun || isSaidEarly({ phrases }, 'read-only', 'select-only')) return [];
  return [{ class: 'Execute', says: `it runs whatever statement \`${sql.quote}\` holds`, evidence: sql }];
}

const isDestination = ({ words, values, description }: Parameter) =>
  words.length === 1 &&
  ['destination', 'dest', 'outfile'].includes(words[0] as string) &&
  values.length === 0 &&
  !/format/i.test(description);
const saves = new Set(['export', 'download', 'dump', 'save', 'backup']);

function ofSavedFiles({ schema, nameActs }: Reading): Floor[] {
  const isSave = saves.has(nameActs[0]?.lemma ?? '');
  const saved = schema.parameters.find(
    (parameter) => parameter.savedTo || (isSave && isDestination(parameter)),
  );
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
  const irrevocable = isChange(nameActs[0]) ? irreversible : undefined;
  const lost =
    (forGood && forGood.start < 40 && nameActs[0] && nameActs[0].class !== 'Read' ? forGood : undefined) ??
    hit('data-loss') ??
    irrevocable ??
    ((irreversible ?? hit('destructive')) && hit('overwrites')) ??
    (prose.main === undefined || isDispatcher(prose.main.lemma) ? hit('crud') : undefined);
  const isDispatched =
    isDispatcher(nameActs[0]?.lemma) ||
    isDispatcher(prose.main?.lemma) ||
    nameWords.some((word) => generic.has(word.text));
  const dispatched = isDispatched ? hit('deletes') : undefined;
  const found = lost ?? dispatched;
  if (!found || hit('reversible') || hit('trash')) return [];
  return [quoted('Destructive', 'description', description, found, found.phrase.says)];
}

// What mostly only ends or empties something.
const ends = new Set(['cancel', 'clear', 'close', 'end', 'finish', 'reset']);

/** `cancel`, where the description's own verb is one that loses something. */
function ofEnding({ nameActs, prose, description, phrases }: Reading): Floor[] {
  const main = prose.main;
  if (!ends.has(nameActs[0]?.lemma ?? '') || main?.class !== 'Destructive' || ends.has(main.lemma)) return [];
  // `clear_filter`: known to be set again.
  if (nameActs[0]?.says !== undefined || phrases.some(({ phrase }) => phrase.code === 'reversible'))
    return [];
  return [quoted('Destructive', 'description', description, main.word, 'is what it does')];
}

/** What mostly can be corrected, unless its description says that it cannot. */
const changes = new Set(
  'merge withdraw anonymize pseudonymize convert split replace import close end reset lock transfer migrate cancel'.split(
    ' ',
  ),
);

/** What runs and is cancelled is no loss. */
const isChange = (act: Act | undefined) =>
  act !== undefined &&
  changes.has(act.lemma) &&
  !(act.lemma === 'cancel' && act.object !== undefined && isKind(act.object, 'ended'));

const generic = new Set(['action', 'actions', 'operation', 'operations']);

/** What the description itself calls paying, where the tool does anything at all. */
function ofPayment({ phrases, nameActs, description }: Reading): Floor[] {
  const found = phrases.find((hit) => hit.phrase.code === 'pays' && hit.start < 400);
  const head = nameActs[0];
  if (!found || !head || head.class === 'Read' || !commits.has(head.lemma)) return [];
  return [quoted('Financial', 'description', description, found, found.phrase.says)];
}

/** A name whose verb and object together move money or bind somebody, such as `place_stock_order`. */
function ofObligation({ nameActs, schema }: Reading, name: string): Floor[] {
  const head = nameActs[0];
  if (head?.class !== 'Financial' || head.says === undefined) return [];
  if (amends.has(head.lemma) && !isMarketOrder(schema)) return [];
  return [quoted('Financial', 'name', name, head.span ?? head.word, head.says)];
}

const sends = new Set([
  'send',
  'transfer',
  'withdraw',
  'issue',
  'initiate',
  'submit',
  'remit',
  'disburse',
  '~Financial',
]);
const payees = new Set([
  'to',
  'recipient',
  'destination',
  'address',
  'wallet',
  'iban',
  'payee',
  'beneficiary',
  'receiver',
]);

/** `send_x` with an amount and whom it goes to: whatever x is called, it is money. */
function ofTransfer({ nameActs, schema }: Reading): Floor[] {
  if (!sends.has(nameActs[0]?.lemma ?? '')) return [];
  const amount = schema.parameters.find(
    ({ words }) => words[0] === 'amount' || words[words.length - 1] === 'amount',
  );
  const payee = schema.parameters.find(
    ({ words }) => words.length <= 2 && words.some((word) => payees.has(word)),
  );
  if (!amount || !payee) return [];
  const { name, pointer } = amount;
  const says = 'is how much goes out';
  return [
    {
      class: 'Financial',
      says: `it sends the \`${name}\` to \`${payee.name}\``,
      evidence: {
        where: 'schema',
        pointer,
        start: 0,
        end: name.length,
        quote: name,
        says,
        class: 'Financial',
      },
    },
  ];
}

/** Where nothing else is said, what the name says counts. */
function ofBareName(reading: Reading, name: string): Floor[] {
  const { description, nameActs } = reading;
  if (isSum(reading)) return [];
  const head = nameActs[0];
  if (description.trim() !== '' || !head || head.class === 'Read' || head.strength < 3) return [];
  return [quoted(head.class, 'name', name, head.span ?? head.word, head.says ?? 'is all that is said')];
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

const terms = new Set([
  'ordertype',
  'buysell',
  'limitprice',
  'stopprice',
  'orderprice',
  'newprice',
  'slippage',
  'leverage',
  'side',
]);
const isMarketOrder = ({ kinds, parameters }: Reading['schema']) =>
  kinds.has('amount') && parameters.some(({ words }) => terms.has(words.join('')));

const commits = new Set(
  `create make submit send place start initiate complete confirm execute run process accept approve capture add open book reserve
  order checkout manage setup request rent lease subscribe hire enable renew upgrade issue transfer buy sell pay register claim finalize
  close cancel end swap stake unstake bridge mint burn deposit withdraw redeem`.split(/\s+/),
);

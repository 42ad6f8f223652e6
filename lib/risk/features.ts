import { riskClasses } from '@/lib/policy';
import { kindsOf } from './objects';
import { isAsked } from './prose';
import { isSaidEarly, type Reading } from './reading';

/**
 * A reading as the names of its features. `kind:value`; the kinds up to `:` are few:
 * nh nr nw nj no-act name acts · nv their lemma · no their object · w words of the name · nl its last word ·
 * th title · dh dj dv d description · nd name and description together · p phrases · s schema · a values · sv server.
 */
export function featuresOf(reading: Reading): string[] {
  const features = new Set<string>(['b']);
  addName(reading, features);
  addProse(reading, features);
  for (const hit of reading.phrases)
    features.add(`p:${hit.phrase.code === 'trash' ? 'reversible' : hit.phrase.code}`);
  addSchema(reading, features);
  addContext(reading, features);
  addSeverest(reading, features);
  return [...features];
}

/** What kind of server it is, and what that makes of the act: a form that is filled in a browser acts on the world. */
function addContext(reading: Reading, features: Set<string>): void {
  const act = reading.nameActs[0]?.class ?? '-';
  for (const word of [...reading.serverWords, reading.nameWords[0]?.text ?? '']) {
    const kind = serverKinds.get(word);
    if (!kind) continue;
    features.add(`sv:${kind}`);
    features.add(`sa:${kind}:${act}`);
  }
  if (reading.schema.kinds.has('sql')) {
    const only = isSaidEarly(reading, 'read-only', 'select-only');
    features.add(only ? 'sql-read' : 'sql-free');
    if (!only && act === 'Read' && runs.has(reading.nameActs[0]?.lemma ?? '')) features.add('queries-sql');
  }
  addPhrasePairs(reading, features);
  if (isAsked(reading.description)) features.add('d-asks');
  if (isSum(reading)) features.add('computes-numbers');
  if (
    reading.nameWords.some(
      (word, at) =>
        word.text === 'readonly' || (word.text === 'only' && reading.nameWords[at - 1]?.text === 'read'),
    )
  ) {
    features.add('n-read-only');
  }
  if (reading.nameActs[0] === undefined || reading.nameActs[0].strength < 3) {
    const last = reading.nameWords[reading.nameWords.length - 1]?.text ?? '';
    if (readNouns.has(last)) features.add('n-read-noun');
  }
  const dispatches = ['manage', 'handle', 'perform', 'write', 'control', 'administer', 'action'];
  const verb = reading.nameActs[0]?.lemma ?? '';
  if (
    (dispatches.includes(verb) || dispatches.includes(reading.prose.main?.lemma ?? '')) &&
    reading.phrases.some((hit) => hit.phrase.code === 'deletes')
  ) {
    features.add('dispatches-delete');
  }
}

const sums = new Set('add sum plus subtract minus multiply times divide modulo mod power pow'.split(' '));

/** `add` with the numbers a and b: a sum, and nothing is changed by it. */
export function isSum({ nameWords, schema: { parameters }, description }: Reading): boolean {
  if (nameWords.length > 2 || !sums.has(nameWords[0]?.text ?? '') || parameters.length < 2) return false;
  if (
    description !== '' &&
    !/number|integer|sum\b|two\b|value|from a\b|product|\ba\b.*\bb\b/i.test(description)
  )
    return false;
  return parameters.every(({ type, name }) => ['number', 'integer'].includes(type) && operand.test(name));
}

const operand =
  /^(?:[a-z]|(?:num(?:ber)?|n|x|val(?:ue)?|operand|arg|first|second|left|right|addend)_?\d?(?:_?(?:number|num|value|operand))?)$/i;

const runs = new Set(['run', 'execute', 'exec', 'query', 'perform', 'invoke']);
const says = new Set([
  'reply',
  'create',
  'comment',
  'respond',
  'add',
  'compose',
  'share',
  'forward',
  'submit',
  'write',
]);
const saidThings = new Set(
  'message messages thread post posts conversation comment tweet dm reply status story'.split(' '),
);

const guides = new Set([
  'guide',
  'guidance',
  'help',
  'docs',
  'documentation',
  'instructions',
  'tutorial',
  'examples',
  'tips',
]);

/** Pairs that say more than their halves. */
function addPhrasePairs(reading: Reading, features: Set<string>): void {
  const verb = reading.nameActs[0]?.lemma ?? '';
  const said = (code: string) => reading.phrases.some((hit) => hit.phrase.code === code);
  if (isSaidEarly(reading, 'read-only')) features.add('early-read-only');
  if (runs.has(verb) && isSaidEarly(reading, 'read-only', 'select-only')) features.add('run-read-only');
  if (reading.schema.kinds.has('savepath')) features.add(`saves:${reading.nameActs[0]?.class ?? '-'}`);
  if (!reading.nameActs[0] && !reading.prose.main && !reading.schema.kinds.has('content'))
    features.add('nothing-acts');
  if (guides.has(reading.nameWords[reading.nameWords.length - 1]?.text ?? '')) features.add('n-guide');
  if (said('irreversible') && (said('overwrites') || said('data-loss'))) features.add('overwrites-for-good');
  if ((said('reversible') || said('trash')) && !said('irreversible')) features.add('reversible-only');
  if (
    ['download', 'export', 'save'].includes(verb) &&
    (reading.schema.kinds.has('output') || reading.schema.kinds.has('path'))
  ) {
    features.add('saves-download');
  }
  if (
    features.has('sv:people') &&
    says.has(verb) &&
    reading.nameWords.some((word) => saidThings.has(word.text))
  ) {
    features.add('says-to-people');
  }
  if (reading.prose.main?.class === 'Read' && reading.prose.joined.some((act) => act.class !== 'Read'))
    features.add('not-only-reads');
}

/** The severest of all acts that are named anywhere: of several actions in one tool the severest counts. */
function addSeverest(reading: Reading, features: Set<string>): void {
  const acts = [...reading.nameActs, ...reading.prose.joined, ...reading.schema.valueActs];
  if (reading.prose.main) acts.push(reading.prose.main as never);
  const severest = Math.max(-1, ...acts.map((act) => riskClasses.indexOf(act.class)));
  if (severest >= 0) features.add(`mx:${riskClasses[severest]}`);
}

const readNouns = new Set(
  `analysis statistics stats info information details detail status summary report overview history metrics metric search balance balances
  list help guide guidance docs documentation instructions schema schemas similarity version versions usage health healthcheck metadata
  count size diff blame tree contents content logs log events insights trends results result lookup finder explorer reader viewer
  keys values types names fields messages requests examples spec definition definitions catalog directory profile recommendations
  diagnosis detection prediction forecast comparison price prices rates quote ratings reviews ranking leaderboard calendar weather
  news directions distance elevation coordinates snapshot screenshot discussions transcript subtitles context practices templates
  patterns limits quota issues tasks repositories users members files folders pages records items orders invoices transactions`.split(
    /\s+/,
  ),
);

function addName({ nameWords, nameActs, title }: Reading, features: Set<string>): void {
  const head = nameActs[0];
  if (head) {
    const sure = head.strength >= 3;
    features.add(`${sure ? 'nh' : 'nw'}:${head.class}`);
    if (head.says) features.add(`nr:${head.class}`);
    if (head.strength >= 4.5 && !['run', 'execute', 'exec', 'query'].includes(head.lemma))
      features.add(`ns:${head.class}`);
    features.add(`nv:${head.lemma}`);
    if (head.object) {
      features.add(`no:${head.object}`);
      for (const kind of kindsOf(head.object) ?? []) features.add(`nk:${head.class}:${kind}`);
    }
  } else features.add('no-act');
  for (const act of nameActs.slice(1)) features.add(`nj:${act.class}`);
  for (const word of nameWords.slice(0, 12)) features.add(`w:${word.text}`);
  const last = nameWords[nameWords.length - 1];
  if (last) features.add(`nl:${last.text}`);
  features.add(`nn:${Math.min(nameWords.length, 5)}`);
  const titled = title?.acts[0];
  if (titled && titled.strength >= 3) features.add(`th:${titled.class}`);
}

function addProse({ nameActs, description, prose }: Reading, features: Set<string>): void {
  const head = nameActs[0];
  const nameClass = head && head.strength >= 3 ? head.class : '-';
  if (prose.main) {
    features.add(`dh:${prose.main.class}`);
    if (prose.main.says) features.add(`dr:${prose.main.class}`);
    features.add(`dv:${prose.main.lemma}`);
  } else features.add(description === '' ? 'empty' : 'd-no-act');
  features.add(`nd:${nameClass}:${prose.main?.class ?? (description === '' ? 'empty' : '-')}`);
  for (const act of prose.joined) features.add(`dj:${act.class}`);
  for (const word of prose.words) {
    if (word.start > prose.sentenceEnd) break;
    if (word.text.length > 2) features.add(`d:${word.text}`);
  }
}

function addSchema({ schema }: Reading, features: Set<string>): void {
  for (const kind of schema.kinds) features.add(`s:${kind}`);
  for (const act of schema.valueActs) features.add(`${act.said ? 'as' : 'a'}:${act.class}`);
  const required = schema.parameters.filter((parameter) => parameter.required).length;
  features.add(`sn:${Math.min(schema.parameters.length, 6)}`);
  features.add(`sq:${Math.min(required, 4)}`);
}

const serverKinds = new Map<string, string>();
const servers: { [kind: string]: string } = {
  browser:
    'playwright browser puppeteer selenium webdriver chrome devtools browserbase mobile android ios appium adb simulator desktop',
  people:
    'slack discord telegram whatsapp gmail mail email sms twilio twitter x linkedin facebook instagram tiktok bluesky mastodon reddit line teams',
  money:
    'stripe paypal razorpay pay payment payments wallet trade trading binance alpaca kite coinbase square adyen bank crypto ethereum solana defi exchange bitcoin',
  shell: 'shell terminal command ssh exec repl sandbox code interpreter',
  database:
    'sql postgres postgresql mysql mssql oracle mongodb redis bigquery snowflake database db clickhouse',
};
for (const kind of Object.keys(servers)) {
  for (const word of (servers[kind] as string).split(' ')) serverKinds.set(word, kind);
}

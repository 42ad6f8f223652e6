import { kindsOf } from './objects';
import type { Reading } from './reading';

/**
 * A reading as the names of its features. `kind:value`; the kinds up to `:` are few:
 * nh nr nw nj no-act name acts · nv their lemma · no their object · w words of the name · nl its last word ·
 * th title · dh dj dv d description · nd name and description together · p phrases · s schema · a values · sv server.
 */
export function featuresOf(reading: Reading): string[] {
  const features = new Set<string>(['b']);
  addName(reading, features);
  addProse(reading, features);
  for (const hit of reading.phrases) features.add(`p:${hit.phrase.code}`);
  addSchema(reading, features);
  for (const word of reading.serverWords) {
    const kind = serverKinds.get(word);
    if (kind) features.add(`sv:${kind}`);
  }
  return [...features];
}

function addName({ nameWords, nameActs, title }: Reading, features: Set<string>): void {
  const head = nameActs[0];
  if (head) {
    const sure = head.strength >= 3;
    features.add(`${sure ? 'nh' : 'nw'}:${head.class}`);
    if (head.says) features.add(`nr:${head.class}`);
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
  browser: 'playwright browser puppeteer selenium webdriver chrome devtools browserbase mobile android ios appium adb simulator desktop',
  people: 'slack discord telegram whatsapp gmail mail email sms twilio twitter x linkedin facebook instagram tiktok bluesky mastodon reddit line teams',
  money: 'stripe paypal razorpay pay payment payments wallet trade trading binance alpaca kite coinbase square adyen bank crypto ethereum solana defi exchange bitcoin',
  shell: 'shell terminal command ssh exec repl sandbox code interpreter',
  database: 'sql postgres postgresql mysql mssql oracle mongodb redis bigquery snowflake database db clickhouse',
};
for (const kind of Object.keys(servers)) {
  for (const word of (servers[kind] as string).split(' ')) serverKinds.set(word, kind);
}

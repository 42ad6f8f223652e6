import type { RiskClass } from '@/lib/policy';

/** Set phrases of descriptions and what they say. A denial right before one takes it back. */
export type Phrase = { text: string; code: string; says: string; class?: RiskClass };

// Texts are separated by bars; a blank at an end counts.
const list: [code: string, riskClass: RiskClass | undefined, says: string, texts: string][] = [
  [
    'irreversible',
    'Destructive',
    'says that it cannot be undone',
    `cannot be undone|can't be undone|can not be undone|irreversib|irreversív|irréversib|unwiderruflich|необратим|not reversible|unrecoverable|cannot be recovered|cannot be restored|cannot be reversed|no undo|no way to undo|not recoverable|gone forever|cannot undo|不可恢复|不可逆|无法恢复|元に戻せ`,
  ],
  ['permanent', 'Destructive', 'says that it is permanent', `permanently|permanent delet|for good|永久`],
  [
    'destructive',
    'Destructive',
    'calls itself destructive',
    `destructive|dangerous operation|use with caution|use with extreme caution`,
  ],
  [
    'data-loss',
    'Destructive',
    'warns that data is lost',
    `will be lost|are lost|lose data|loses all|all data will|be wiped|discards`,
  ],
  [
    'overwrites',
    'Destructive',
    'overwrites what is there',
    `overwrite|overwriting|replaces the existing|replaces all|replaces the entire|replaces the whole|full replace|completely replace`,
  ],
  [
    'deletes',
    'Destructive',
    'speaks of deleting',
    `clear all|clears all|clears cookies|wipes |wipe all|delete |deletes |deleting |remove all|removes all|deletion|delete,|delete'|delete\`|delete"|delete/|delete)|crud operations|full crud|crud)`,
  ],
  [
    'reversible',
    'Write',
    'says that it can be undone',
    `is reversible|be undone later|can be restored|can be recovered|can be undone|be re-enabled|be reactivated|is preserved`,
  ],
  [
    'trash',
    'Write',
    'says that it goes to a trash',
    `to the trash|soft-delete|soft delete|recycle bin|to trash|recoverable for|recoverable from|recoverable via|papelera|papierkorb|corbeille|lixeira|cestino|回收站|ゴミ箱|휴지통`,
  ],
  [
    'read-only',
    'Read',
    'says that it only reads',
    `read-only|readonly|read only|does not modify|without modifying|doesn't modify|no side effects|side-effect free|no changes are made|does not change|without making changes|without executing|dry-run|dry run|只读|読み取り専用|does not execute|no mutation`,
  ],
  [
    'lists-actions',
    undefined,
    'lists its actions',
    `actions:|actions (|operations:|operations (|subcommands:|sub-commands:|commands:|methods:|one of its actions`,
  ],
  ['crud', 'Destructive', 'creates, reads, updates and deletes', `crud`],
  ['returns', 'Read', 'says what it returns', `returns |retrieves |returned as|and return `],
  [
    'sql',
    'Execute',
    'runs SQL',
    `sql query|sql statement|execute sql|run sql|raw sql|arbitrary sql|any sql|ddl|insert/update|insert, update`,
  ],
  [
    'select-only',
    'Read',
    'runs SELECT only',
    `select queries|select query|select statement|select only|only select`,
  ],
  [
    'runs-code',
    'Execute',
    'runs code',
    `arbitrary code|execute code|executes code|run code|javascript code|python code|shell command|bash command|terminal command|powershell|arbitrary command|execute a command`,
  ],
  [
    'runs-something',
    'Execute',
    'starts something',
    `in the background|long-running|asynchronous|triggers|launches|kicks off|starts a|spins up|polls until`,
  ],
  [
    'requests',
    'Execute',
    'makes any request',
    `http put|http patch|http post|http delete|http request|api request|any api|arbitrary api|authenticated request`,
  ],
  ['acts-on-page', 'Execute', 'acts on a page', `on the page|on page|element|browser session|in the browser`],
  [
    'sends',
    'Execute',
    'sends something to people',
    `sends a|sends an|send a message|recipient|will be sent|notify|posts a`,
  ],
  [
    'costs',
    undefined,
    'warns of costs',
    `cost warning|incur|charges may|billed|usage fee|consumes credits|cost implication`,
  ],
  [
    'pays',
    'Financial',
    'moves money or takes on an obligation',
    `payment method will|will be charged|is charged|charged to|charged at|billed to|deducted from|charges the|pays |for purchasing|places an order|place an order|place a new order|place a trade|renewal order|purchase order|complete the payment|process a payment|processes a payment|initiate a payment|initiate a refund|issue a refund|capture a payment|transfer funds|transfers funds|send funds|sends funds|accept liability|refunds money|funds transferred|sends money|send money|signs and broadcasts|sign and broadcast|sign, and broadcast|signs, and broadcasts|sign and send|signs and sends|sign and submit|signs and submits|broadcasts the transaction|broadcast the transaction|back to your wallet|from your wallet|from the wallet|from your balance|from the balance|sends a transaction|legally bind|binds it to|binds you to|购买|支付|续费|付款|退款|下单`,
  ],
  [
    'money',
    undefined,
    'speaks of money',
    `payment|refund|funds|purchas|money|wallet|billing|price|invoice|currency|fee `,
  ],
  [
    'confirm',
    undefined,
    'asks for confirmation first',
    `confirm with the user|confirmation required|requires confirmation|explicit confirmation|user confirmation|ask the user|confirmed|requires elicitation`,
  ],
  [
    'creates',
    'Write',
    'creates or changes',
    `creates |updates |modifies |create or update|saves |writes |to a file|to disk|to the file|saved to|save to|to local|to a local|保存|stores |changes remote state|upload`,
  ],
  [
    'list-of',
    'Read',
    'gives a list',
    `list of|details of|details about|information about|metadata|paginat|filter by|statistics|summary of|status of`,
  ],
  [
    'guidance',
    'Read',
    'gives guidance',
    `best practice|guidance|documentation|recommendation|instructions for|provides info|guide`,
  ],
];

export const phrases: Phrase[] = list.flatMap(([code, riskClass, says, texts]) =>
  texts.split('|').map((text) => ({ text, code, says, class: riskClass })),
);

const denials = ['non-', 'not ', 'non', "n't ", 'no ', 'without ', 'never ', 'nothing ', 'anything '];

export type PhraseHit = { phrase: Phrase; start: number; end: number };

// Found by their first two characters: one look a position instead of one search a phrase.
const byBeginning = new Map<string, Phrase[]>();
// Five bits of each of the first three: hardly any position of a text gets past them.
const begins = new Uint8Array(0x8000);
for (const phrase of phrases) {
  const key = phrase.text.slice(0, 2);
  byBeginning.set(key, [...(byBeginning.get(key) ?? []), phrase]);
  const two = ((phrase.text.charCodeAt(0) & 31) << 10) | ((phrase.text.charCodeAt(1) & 31) << 5);
  if (phrase.text.length === 2) begins.fill(1, two, two + 32);
  else begins[two | (phrase.text.charCodeAt(2) & 31)] = 1;
}

/** The first hit of each code in a text, which must be in lower case already. Positions are the text's. */
export function phrasesIn(lowerCase: string): PhraseHit[] {
  const hits = new Map<string, PhraseHit>();
  // Of the character here and the two behind it; past the end it is NaN, whose bits are 0.
  let bits = ((lowerCase.charCodeAt(0) & 31) << 5) | (lowerCase.charCodeAt(1) & 31);
  for (let at = 0; at + 1 < lowerCase.length; at++) {
    bits = ((bits << 5) | (lowerCase.charCodeAt(at + 2) & 31)) & 0x7fff;
    if (begins[bits] === 0) continue;
    for (const phrase of byBeginning.get(lowerCase.slice(at, at + 2)) ?? none) {
      if (
        hits.has(phrase.code) ||
        !lowerCase.startsWith(phrase.text, at) ||
        isWithin(lowerCase, at) ||
        isDenied(lowerCase, at, phrase.code)
      )
        continue;
      hits.set(phrase.code, { phrase, start: at, end: at + phrase.text.length });
    }
  }
  return [...hits.values()];
}

const none: Phrase[] = [];

/** Whether a position is within a word: `Overwrites` does not say "writes". */
function isWithin(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at)) && isLetter(text.charCodeAt(at - 1));
}

const isLetter = (code: number) => code >= 97 && code <= 122;

function isDenied(text: string, at: number, code: string): boolean {
  const before = text.slice(Math.max(0, at - 24), at);
  // "no changes are lost"
  if (code === 'data-loss' && /\bno(?:ne)?\b[^.]*$/.test(before)) return true;
  return denials.some((denial) => before.endsWith(denial));
}

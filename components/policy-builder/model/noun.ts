/** What a tool is about, read from its name alone: `start_security_scan` → scan, `listBuckets` → bucket. */

const verbs = new Set(
  'add append apply approve archive attach batch begin book build bulk call cancel change check clear clone close commit compare complete configure confirm connect convert copy count create deactivate decline delete deploy describe detach disable discard download drop duplicate edit enable end enqueue erase estimate evaluate execute export extract fetch fill filter find flush forward generate get grant handle hide import increment index insert inspect install invite invoke issue join kill launch link list load lock log lookup make mark merge migrate modify mount move navigate notify open order patch pause pay perform ping place post preview print process promote provision publish pull purchase purge push put query queue quote read reboot rebuild receive record recover refresh refund register reject release reload remove rename render reopen replace reply request reserve reset resize resolve restart restore resume retrieve retry return review revoke rollback rotate run save scale scan schedule search select send set share show shut sign simulate skip sleep sort split start stop store stream submit subscribe suggest suspend swap sync tag terminate test toggle track train transfer translate trigger truncate unarchive unassign undo uninstall unlink unlock unsubscribe update upgrade upload upsert validate verify view void wait watch withdraw write'.split(
    ' ',
  ),
);
const connectives = new Set([
  'by',
  'for',
  'from',
  'in',
  'into',
  'of',
  'on',
  'to',
  'with',
  'using',
  'via',
  'and',
]);

/** One word in lower case and singular; the whole name where it cannot be told. */
export function nounOf(name: string): string {
  const words = wordsOf(name);
  const stop = words.findIndex((word, i) => i > 0 && connectives.has(word));
  const head = stop > 0 ? words.slice(0, stop) : words;
  const named = head.filter((word, i) => !(i === 0 && verbs.has(word)));
  const last = (named.length > 0 ? named : head).at(-1);
  return last === undefined ? name.toLowerCase().replace(/[\s,"]+/g, '') : singular(last);
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(?:v?\d+)$/i.test(word))
    .map((word) => word.toLowerCase());
}

function singular(word: string): string {
  if (word.length <= 3 || /(?:ss|us|is|as|news|series|status)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:xes|ches|shes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

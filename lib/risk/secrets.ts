import type { Reading } from './reading';
import type { Evidence, Signal, ToolDefinition } from './types';
import { isParted } from './words';

/** What a Read tool gives out that opens other doors: the words that say so. */
export type GivenOut = { evidence: Evidence; signal: Signal };

const secrets = new Set(
  `secret secrets password passwords passphrase passphrases credential credentials env envs environ dotenv printenv keychain
  otp totp mnemonic`.split(/\s+/),
);
const pairs = new Set(
  `environment variable,environment variables,env vars,env var,env variables,env variable,private key,private keys,secret key,
  secret keys,secret value,secret values,api key,api keys,api token,api tokens,access key,access keys,access token,access tokens,
  connection string,connection strings,seed phrase,recovery codes,service key,service keys`.split(/,\s*/),
);
// Hardly any word gets past these.
const endings = new Set([...secrets, ...[...pairs].map((pair) => pair.slice(pair.indexOf(' ') + 1))]);
// These look for it, or at what is told of it; they do not give it out.
const asides = new Set(
  'list search query count check validate verify describe hash audit rank score'.split(' '),
);

/**
 * Whether a tool that only reads gives out secrets or its environment: by its name, or by what its description's verb acts on.
 * A name's last words decide: `get_secret` gives one out, `get_secret_policy` does not.
 */
export function secretsIn(tool: ToolDefinition, reading: Reading): GivenOut | undefined {
  const { nameWords, nameActs, prose } = reading;
  if (asides.has(nameActs[0]?.lemma ?? '') || asides.has(prose.main?.lemma ?? '')) return undefined;
  const last = nameWords.length - 1;
  const inName = nameActs[0] && spanEndingAt(nameWords, last);
  if (inName) return given('name', '/name', tool.name, inName);
  if (prose.main?.class !== 'Read') return undefined;
  const from = prose.words.findIndex((word) => word.start > (prose.main?.word.start ?? 0));
  for (let at = Math.max(from, 0); at < prose.words.length; at++) {
    const word = prose.words[at];
    if (!word || word.start > prose.sentenceEnd || ends.has(word.text)) return undefined;
    if (at > from && isParted(reading.description, prose.words[at - 1]?.end ?? 0, word.start))
      return undefined;
    const span = spanEndingAt(prose.words, at);
    const next = prose.words[at + 1];
    // `the API key usage` is no key.
    if (span && (!next || next.start > prose.sentenceEnd || ends.has(next.text)))
      return given('description', '/description', reading.description, span);
  }
  return undefined;
}

// Made to be known.
const open = new Set(['public', 'publishable']);
const ends = new Set(
  'for with by from to in on via using of when that which and or without as so about including after before'.split(
    ' ',
  ),
);

function spanEndingAt(words: Reading['nameWords'], at: number): { start: number; end: number } | undefined {
  const word = words[at];
  if (!word || !endings.has(word.text)) return undefined;
  const before = words[at - 1];
  if (open.has(before?.text ?? '') || open.has(words[at - 2]?.text ?? '')) return undefined;
  if (before && pairs.has(`${before.text} ${word.text}`)) return { start: before.start, end: word.end };
  return secrets.has(word.text) ? { start: word.start, end: word.end } : undefined;
}

function given(
  where: 'name' | 'description',
  pointer: string,
  text: string,
  { start, end }: { start: number; end: number },
): GivenOut {
  const quote = text.slice(start, end);
  return {
    evidence: { where, pointer, start, end, quote, says: 'is what it gives out', class: 'Read' },
    signal: { code: 'gives-secrets', says: `gives out what opens other doors (\`${quote}\`)`, pointer },
  };
}

export function rationaleOfSecret({ evidence: { where, quote } }: GivenOut): string {
  return `It changes nothing, but gives out what opens other doors: its ${where} says "${quote}".`;
}

/** Arguments made fit to be kept: what looks like a secret is replaced. Pure. */

import type { Json } from '@/lib/json';

export const masked = '•••';

const secretWords = [
  'password', 'passwd', 'passphrase', 'secret', 'token', 'apikey', 'accesskey', 'privatekey', 'secretkey',
  'authorization', 'credential', 'cookie', 'sessionid', 'signature', 'pin', 'otp', 'cvv', 'cvc',
]; // biome-ignore format: a list of words
const wholeWords = new Set(['pin', 'otp', 'cvv', 'cvc', 'auth', 'pwd', 'jwt', 'bearer']);

/** Shapes that tokens of widely used services have, and those of private keys and of our own. */
const shapes: readonly RegExp[] = [
  /\b(?:sk|rk|pk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bsally_[a-z]+_[A-Za-z0-9_-]{20,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b(?:Bearer|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi,
  // A key without its end hides all that follows; encrypted ones have headers with dashes before their letters.
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
];

/** Of what is found, the first group stays: passwords in addresses, and secrets by their name in a query or a form. */
const named: readonly RegExp[] = [
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]{0,256}:)[^\s/?#@]{1,1024}(?=@)/gi,
  /([?&;](?:[a-z0-9_.-]{0,40}[_.-])?(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|signature|sig|auth)=)[^\s&#;"']{1,4096}/gi,
];

/** Secrets by the name of their key, at any depth, and by their shape inside any text. */
export function maskSecrets(value: Json): Json {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, Json][] = Object.entries(value).map(([key, member]) => [
    maskText(key),
    isSecretName(key) && member !== null ? masked : maskSecrets(member),
  ]);
  // From entries: `__proto__` stays an ordinary key.
  return Object.fromEntries(kept) as Json;
}

export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (words.some((word) => wholeWords.has(word))) return true;
  const joined = words.join('');
  return secretWords.some((word) => !wholeWords.has(word) && joined.includes(word));
}

function maskText(text: string): string {
  // Longer texts are cut before they are kept: see records.
  const shaped = shapes.reduce((done, shape) => done.replace(shape, masked), text);
  return named.reduce((done, shape) => done.replace(shape, `$1${masked}`), shaped);
}

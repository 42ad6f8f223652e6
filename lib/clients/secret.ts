/** What in a configuration is a secret, judged by its name and its look. A guess that errs towards asking. */

const secretWords = [
  'authorization',
  'auth',
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'key',
  'apikey',
  'cookie',
  'session',
  'credential',
  'credentials',
  'bearer',
  'pat',
  'dsn',
];
const knownShapes = [
  /^(sk|pk|rk)[-_][A-Za-z0-9_-]{8,}/,
  /^gh[pousr]_[A-Za-z0-9]{16,}/,
  /^github_pat_/,
  /^glpat-/,
  /^xox[abeprs]-/,
  /^(AKIA|ASIA)[A-Z0-9]{12,}/,
  /^AIza[A-Za-z0-9_-]{20,}/,
  /^eyJ[A-Za-z0-9_-]{8,}\./,
  /^(npm|pypi|hf|dop_v1|shpat|sq0[a-z]{3}|ntn|lin_api|figd|tvly|pplx|gsk)[-_][A-Za-z0-9_-]{12,}/,
  /^-----BEGIN /,
];

/** Whether a header, variable, option or query parameter of this name holds a secret. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  // It names where a secret lies, not the secret.
  if (['file', 'path', 'dir', 'folder', 'url'].includes(words.at(-1) ?? '')) return false;
  return words.some((word) => secretWords.includes(word) || /(token|secret|password|apikey)$/.test(word));
}

/** Whether a value looks like one wherever it stands: a known shape of token, or long and random. */
export function isSecretValue(value: string): boolean {
  const bare = value.replace(/^(Bearer|Basic|Token)\s+/i, '');
  if (bare !== value && bare !== '') return true;
  if (knownShapes.some((shape) => shape.test(bare))) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i.test(bare)) return true;
  return looksRandom(bare);
}

// Long, of one alphabet, and of several kinds of characters: names, paths and words are not.
function looksRandom(text: string): boolean {
  if (!/^[A-Za-z0-9_\-+/=]{24,}$/.test(text) || text.includes('/')) return /^[0-9a-f]{32,}$/i.test(text);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds === 3 && (text.match(/\d/g)?.length ?? 0) >= 3;
}

/** Enough to recognise it by, never enough to use it. */
export function masked(value: string): string {
  const scheme = /^(Bearer|Basic|Token)\s+/i.exec(value)?.[0] ?? '';
  const bare = value.slice(scheme.length);
  const shown = bare.length >= 16 ? bare.slice(0, 4) : '';
  return `${scheme}${shown}… (${bare.length} ${bare.length === 1 ? 'character' : 'characters'})`;
}

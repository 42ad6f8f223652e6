/** Which written numbers survive being read as an IEEE double. */

/**
 * Whether the double that `lexeme` (a JSON number) is read as writes back as the same number. The comparison is of values,
 * not of spellings: `1.0`, `1e2` and `-0` are exact; `9007199254740993` and `0.1000000000000000055` are not.
 */
export function isExactNumber(lexeme: string, value: number): boolean {
  // A double carries every decimal of 15 significant digits.
  if (lexeme.length <= 15 && !lexeme.includes('e') && !lexeme.includes('E')) return true;
  if (!Number.isFinite(value)) return false;
  const written = normalise(lexeme);
  const kept = normalise(String(value));
  return written.digits === kept.digits && written.exponent === kept.exponent && written.sign === kept.sign;
}

/** value = sign · 0.digits · 10^exponent, digits without leading or trailing zeros. */
function normalise(lexeme: string): { sign: string; digits: string; exponent: string } {
  const sign = lexeme.startsWith('-') ? '-' : '';
  const unsigned = lexeme.startsWith('-') ? lexeme.slice(1) : lexeme;
  const e = unsigned.search(/[eE]/);
  const mantissa = e < 0 ? unsigned : unsigned.slice(0, e);
  const power = e < 0 ? 0n : BigInt(boundedPower(unsigned.slice(e + 1)));
  const point = mantissa.indexOf('.');
  const whole = point < 0 ? mantissa : mantissa.slice(0, point);
  const all = point < 0 ? mantissa : whole + mantissa.slice(point + 1);

  let first = 0;
  while (first < all.length && all.charCodeAt(first) === 48) first++;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === 48) last--;
  if (first === last) return { sign: '', digits: '', exponent: '0' };
  const exponent = power + BigInt(whole.length - first);
  return { sign, digits: all.slice(first, last), exponent: exponent.toString() };
}

/** INVARIANT: an exponent of a million digits must not cost a million-digit BigInt: no double is near 10^(10^17). */
function boundedPower(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[+-]/, '').replace(/^0+(?=\d)/, '');
  return sign + (digits.length > 18 ? '9'.repeat(18) : digits);
}

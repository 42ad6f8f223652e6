/** Which written numbers survive being read as an IEEE double. */

/**
 * Whether the double that `lexeme` (a JSON number) is read as writes back as the same number. The comparison is of values,
 * not of spellings: `1.0`, `1e2` and `-0` are exact; `9007199254740993` and `0.1000000000000000055` are not.
 */
export function isExactNumber(lexeme: string, value: number): boolean {
  // A double carries every decimal of 15 significant digits.
  if (lexeme.length <= 15 && !lexeme.includes('e') && !lexeme.includes('E')) return true;
  if (!Number.isFinite(value)) return false;
  const [written, kept] = [decimalOf(lexeme), decimalOf(String(value))];
  return written.digits === kept.digits && written.exponent === kept.exponent;
}

/** What is written is `digits` · 10^`exponent`: a sign where it is negative, no zeros before or behind, and '0' for nothing. */
export function decimalOf(lexeme: string): { digits: string; exponent: bigint } {
  const [mantissa = '', power = '0'] = lexeme.split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^-?0*/, '');
  let end = all.length;
  while (all.charCodeAt(end - 1) === 48) end--;
  if (end === 0) return { digits: '0', exponent: 0n };
  const exponent = BigInt(boundedPower(power)) + BigInt(all.length - end - fraction.length);
  return { digits: (whole.startsWith('-') ? '-' : '') + all.slice(0, end), exponent };
}

/** INVARIANT: an exponent of a million digits must not cost a million-digit BigInt: no double is near 10^(10^17). */
function boundedPower(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[+-]/, '').replace(/^0+(?=\d)/, '');
  return sign + (digits.length > 18 ? '9'.repeat(18) : digits);
}

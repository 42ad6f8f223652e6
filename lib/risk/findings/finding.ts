/** Something in a definition that attacks rather than describes. Positions are UTF-16 units in the text at `pointer`. */
export type RiskFinding = {
  code: RiskFindingCode;
  level: 'critical' | 'warning' | 'notice';
  says: string;
  /** RFC 6901 into the definition. The text of a parameter's name is its pointer's last part. */
  pointer: string;
  start: number;
  end: number;
  /** The words themselves, unprintable characters as U+XXXX, at most 120 UTF-16 units. */
  quote: string;
};

export const riskFindingCodes = [
  'hides-from-user',
  'overrides-instructions',
  'poses-as-system',
  'reaches-for-secrets',
  'collects-conversation',
  'steers-other-tools',
  'hidden-characters',
  'text-direction',
  'look-alike-letters',
  'encoded-payload',
  'active-markup',
  'leaking-link',
  'same-name',
  'imitates-name',
] as const;
export type RiskFindingCode = (typeof riskFindingCodes)[number];

const longestQuote = 120;

/** A quote that can be shown: what cannot be seen is named. */
export function visible(text: string): string {
  let shown = '';
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    shown += isUnseen(code) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : sign;
    if (shown.length >= longestQuote) return `${shown.slice(0, longestQuote - 1)}…`;
  }
  return shown;
}

function isUnseen(code: number): boolean {
  return (
    code < 32 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    code >= 0xe0000 ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0x3164 ||
    code === 0x115f ||
    code === 0x1160
  );
}

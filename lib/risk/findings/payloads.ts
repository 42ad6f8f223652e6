import { type RiskFinding, visible } from './finding';
import type { Text } from './texts';

/** Encoded texts that nobody reads, and markup that a page or a client would act on. */
export function payloadFindings(text: Text): RiskFinding[] {
  return [...encoded(text), ...markup(text), ...leakingLinks(text)];
}

const shortestBase64 = 120;
const shortestHex = 160;
const shortestEscaped = 36;

function encoded({ text, pointer }: Text): RiskFinding[] {
  if (text.length < shortestEscaped) return [];
  const runs = text.length < shortestBase64 ? [] : text.matchAll(/[A-Za-z0-9+/_=-]{120,20000}/g);
  for (const run of runs) {
    if (!isEncoded(run[0])) continue;
    return [
      finding(
        'encoded-payload',
        'warning',
        `holds ${run[0].length} characters that only a program reads`,
        pointer,
        run,
      ),
    ];
  }
  if (!/[\\%&]/.test(text)) return [];
  const escaped = /(?:\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|%[0-9a-f]{2}|&#x?[0-9a-f]{2,6};){12,}/i.exec(text);
  return escaped ? [finding('encoded-payload', 'warning', 'spells a text in escapes', pointer, escaped)] : [];
}

/** Base64 changes between capitals, small letters and digits all the time; a long path or rule of dashes does not. */
function isEncoded(run: string): boolean {
  if (/^[0-9a-f]+$/i.test(run)) return run.length >= shortestHex;
  if (run.length < shortestBase64 || /[-_/=+]{6}/.test(run)) return false;
  let changes = 0;
  for (let at = 1; at < run.length; at++)
    if (kindOf(run.charCodeAt(at)) !== kindOf(run.charCodeAt(at - 1))) changes++;
  return changes / run.length > 0.35;
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

const activeMarkup =
  /<(?:script|iframe|img|object|embed|svg|meta|link|form)\b[^>]{0,200}(?:src|href|on\w{3,12}|data|action|http-equiv)\s*=[^>]{0,400}>|javascript:[^\s"')]{3,80}|<!--[\s\S]{10,400}?-->/i;

function markup({ text, pointer, isName }: Text): RiskFinding[] {
  if (isName || !/[<:]/.test(text)) return [];
  const found = activeMarkup.exec(text);
  return found
    ? [finding('active-markup', 'warning', 'holds markup that a client may run or hide', pointer, found)]
    : [];
}

// An image is fetched without a click; a link with a gap for data carries it away.
const image = /!\[[^\]]{0,200}\]\(\s*https?:\/\/[^)\s]{3,400}\)/i;
const gap =
  /https?:\/\/[^\s"'<>)\]]{3,200}[?&](?:data|q|query|d|c|content|secret|token|key|msg|message|payload|leak|exfil|info|text|history|context)=(?:\{[^}]{1,60}\}|<[^>]{1,60}>|\$\{[^}]{1,60}\}|\[[^\]]{1,60}\])/i;

function leakingLinks({ text, pointer, isName }: Text): RiskFinding[] {
  if (isName || !text.includes('://')) return [];
  const linked = gap.exec(text);
  const pictured = image.exec(text);
  if (linked && pictured)
    return [
      finding(
        'leaking-link',
        'critical',
        'shows an image whose address would carry data away',
        pointer,
        linked,
      ),
    ];
  if (linked)
    return [finding('leaking-link', 'notice', 'names an address with a gap for data', pointer, linked)];
  if (pictured)
    return [
      finding(
        'leaking-link',
        'warning',
        'shows an image from another place, which a client fetches without asking',
        pointer,
        pictured,
      ),
    ];
  return [];
}

function finding(
  code: RiskFinding['code'],
  level: RiskFinding['level'],
  says: string,
  pointer: string,
  match: RegExpExecArray,
): RiskFinding {
  return {
    code,
    level,
    says,
    pointer,
    start: match.index,
    end: match.index + match[0].length,
    quote: visible(match[0]),
  };
}

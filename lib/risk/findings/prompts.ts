import type { RiskFinding, RiskFindingCode } from './finding';
import { visible } from './finding';
import type { Text } from './texts';

type Pattern = { code: RiskFindingCode; level: RiskFinding['level']; says: string; pattern: RegExp };

// Descriptions speak to models by nature ("always call list_tables first"). What is looked for here no honest one needs: secrecy,
// overriding what was said before, posing as the system, other people's secrets. Every gap is bounded, so that matching stays linear.
const patterns: Pattern[] = [
  {
    code: 'hides-from-user',
    level: 'critical',
    says: 'tells the model to keep something from the person',
    pattern:
      /\b(?:(?:do not|don't|never|must not|should not|avoid|without)\s+(?:\w+\s+){0,2}?(?:tell|telling|inform|informing|mention|mentioning|notify|notifying|alert|alerting|reveal|revealing|disclose|disclosing|show|showing|let)\s+(?:\w+\s+){0,4}?(?:(?:the|any|your|a)\s+(?:user|human|person|operator)s?|to\s+users?)\b(?!['’]s|\s*(?:id|name|interface))|(?:hide|conceal|keep)\s+(?:this|it|that)\s+(?:secret\s+)?from\s+(?:the\s+)?(?:user|human|person)|without\s+the\s+user(?:'s|’s)?\s+(?:knowledge|knowing|noticing)|(?:silently|secretly|covertly)\s+(?:send|forward|copy|include|upload|read|add|bcc|call|pass))/i,
  },
  {
    code: 'overrides-instructions',
    level: 'critical',
    says: 'tells the model to set earlier instructions aside',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|the\s+|your\s+|every\s+){0,3}(?:of\s+the\s+)?(?:previous|prior|earlier|above|preceding|existing|system|safety|other)\s+(?:\w+\s+)?(?:instruction|prompt|rule|guideline|message|direction|polic)/i,
  },
  {
    code: 'poses-as-system',
    level: 'critical',
    says: 'is written as if the system or the person had said it',
    pattern:
      /<\/?(?:important|system|system[-_ ]?prompt|instructions?|assistant|admin|override)>|(?:^|\s)<(?:secret|hidden)>\s*\n|<\/(?:secret|hidden)>|\[(?:system|inst|\/inst|admin|override)\]|<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|^\s*(?:system|assistant|human)\s*:\s*\S|###\s*(?:system|instruction)\b/im,
  },
  {
    code: 'reaches-for-secrets',
    level: 'critical',
    says: 'points the model at files that hold secrets',
    pattern:
      /(?:~|\$home|\/home\/\w+|\/root|%userprofile%)[\\/]\.(?:ssh|aws|gnupg|kube|docker|netrc|npmrc|cursor|claude|config[\\/]gcloud)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow)\b|\b(?:claude_desktop_config|mcp)\.json\b.{0,60}\b(?:pass|send|include|contents?|sidenote)\b|\b(?:read|pass|send|include|attach|contents? of)\s+(?:\w+\s+){0,3}?(?:\.env|private keys?|your ssh keys?|the user(?:'s)? ssh keys?|keychain|browser cookies)\b/i,
  },
  {
    code: 'collects-conversation',
    level: 'warning',
    says: 'asks for the conversation, the system prompt or the thoughts of the model',
    pattern:
      /\b(?:entire|full|whole|complete|verbatim|all)\s+(?:of\s+)?(?:the\s+|your\s+|this\s+|previous\s+){0,2}(?:conversation|chat|messages?\s+history)(?:\s+history|\s+context|\s+log)?\b.{0,40}\b(?:as|in|to|into|here|field|parameter|argument)\b|\b(?:include|pass|send|provide|insert|copy|paste)\s+(?:\w+\s+){0,3}?(?:system\s+prompt|chain[- ]of[- ]thought|conversation\s+history|chat\s+history)\b|\b(?:reveal|output|repeat|print)\s+(?:your|the)\s+system\s+prompt\b/i,
  },
  {
    code: 'steers-other-tools',
    level: 'warning',
    says: 'tells the model how to use tools of others',
    pattern:
      /\b(?:before|after|when|whenever|while|instead of|prior to)\s+(?:you\s+)?(?:use|using|call|calling|invoke|invoking|execute|executing|run|running)\s+(?:any|all|every|each)\s+(?:of\s+the\s+)?(?:other\s+)?(?:available\s+)?(?:tools?|servers?|functions?)\b|\b(?:any|all|every)\s+other\s+(?:mcp\s+)?(?:tools?|servers?)\s+(?:are|is|must|should|has|have)\b|\b(?:never|do not|don't)\s+(?:use|call|trust|invoke)\s+(?:any\s+)?(?:other|another)\s+(?:mcp\s+)?(?:tools?|servers?)\b/i,
  },
];

/** Sentences that are meant for the model and against the person. */
export function promptFindings({ text, pointer, isName }: Text): RiskFinding[] {
  if (isName) return [];
  const findings: RiskFinding[] = [];
  for (const { code, level, says, pattern } of patterns) {
    const match = pattern.exec(text);
    if (!match || isWarning(code, text, match.index)) continue;
    const end = match.index + match[0].length;
    findings.push({ code, level, says, pointer, start: match.index, end, quote: visible(match[0]) });
  }
  return findings;
}

// "System paths such as ~/.ssh are rejected" guards what others reach for.
const guards =
  /\b(?:reject|refus|den(?:y|ied)|block|forbid|forbidden|not allowed|exclud|must not|never|outside)\w*/i;

function isWarning(code: RiskFindingCode, text: string, at: number): boolean {
  return code === 'reaches-for-secrets' && guards.test(text.slice(Math.max(0, at - 80), at + 80));
}

/**
 * Documented patterns of attack on agents and their tools: how each works, a case that can be read up, and the policy
 * that stops it. Pure data. `lib/gateway/attacks` plays each against the gateway with the very policy that stands here.
 */
import type { RiskClass } from '@/lib/policy';
import type { AttackPattern } from './pattern';
import { capabilityLaundering } from './patterns/capability-laundering';
import { confusedDeputy } from './patterns/confused-deputy';
import { credentialLeak } from './patterns/credential-leak';
import { destructiveAgent } from './patterns/destructive-agent';
import { exfiltration } from './patterns/exfiltration';
import { financialOverreach } from './patterns/financial-overreach';
import { injectionThroughResults } from './patterns/injection-through-results';
import { maliciousServer } from './patterns/malicious-server';
import { parserDifferential } from './patterns/parser-differential';
import { pathEscape } from './patterns/path-escape';
import { rugPull } from './patterns/rug-pull';
import { runawayLoop } from './patterns/runaway-loop';
import { ssrfByRegistration } from './patterns/ssrf-by-registration';
import { toolPoisoning } from './patterns/tool-poisoning';
import { toolShadowing } from './patterns/tool-shadowing';

export { type AttackCall, type AttackCase, type AttackPattern, type AttackTool, attackTest } from './pattern';

/** In the order of the page: what comes with the server, then with texts, then from the agent itself, then from around it. */
export const attackPatterns: readonly AttackPattern[] = [
  toolPoisoning,
  rugPull,
  toolShadowing,
  maliciousServer,
  exfiltration,
  injectionThroughResults,
  credentialLeak,
  confusedDeputy,
  destructiveAgent,
  financialOverreach,
  runawayLoop,
  capabilityLaundering,
  pathEscape,
  parserDifferential,
  ssrfByRegistration,
];

export function attackPattern(slug: string): AttackPattern | undefined {
  return attackPatterns.find((pattern) => pattern.slug === slug);
}

/** The patterns that abuse a class: those that one of the tool's signals speaks for first, then those that mostly abuse the class. */
export function attacksOn(riskClass: RiskClass, signals: readonly string[] = []): AttackPattern[] {
  const told = (pattern: AttackPattern) => pattern.signals?.some((code) => signals.includes(code)) === true;
  return attackPatterns
    .filter((pattern) => pattern.classes.includes(riskClass))
    .toSorted(
      (a, b) =>
        Number(told(b)) - Number(told(a)) || a.classes.indexOf(riskClass) - b.classes.indexOf(riskClass),
    );
}

import type { RiskClass } from '@/lib/policy';
import type { Severity } from './types';

const severities: { [riskClass in RiskClass]: Severity } = {
  Read: 'Low',
  Write: 'Medium',
  Execute: 'High',
  Destructive: 'Critical',
  Financial: 'Critical',
};

/** Of a class. One tool may be graver: a Read tool that gives out secrets is High (`classify`). */
export function severityOf(riskClass: RiskClass): Severity {
  return severities[riskClass];
}

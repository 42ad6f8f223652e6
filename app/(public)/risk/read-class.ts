import { type RiskClass, riskClasses } from '@/lib/policy';

/** The class that an address names, in small letters. */
export function readClass(word: string): RiskClass | undefined {
  return riskClasses.find((riskClass) => riskClass.toLowerCase() === word);
}

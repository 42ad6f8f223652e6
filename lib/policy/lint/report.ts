import type { Command, Finding } from '../language';
import { type FindingCode, findingLevels } from './levels';

export type Report = (
  code: FindingCode,
  pointer: string,
  message: string,
  more?: { tool?: string; fix?: { title: string; commands: Command[] } },
) => void;

/** Collects findings; the level is the code's. */
export function collector(): { findings: Finding[]; report: Report } {
  const findings: Finding[] = [];
  const report: Report = (code, pointer, message, more) => {
    findings.push({ code, level: findingLevels[code], pointer, message, ...more });
  };
  return { findings, report };
}

import type { Finding } from '../language';
import type { Fix } from './fixes';
import { type FindingCode, findingLevels } from './levels';

/** What is undefined is left out. */
export type More = { tool?: string | undefined; fix?: Fix | undefined };
export type Report = (code: FindingCode, pointer: string, message: string, more?: More) => void;

/** Collects findings; the level is the code's. */
export function collector(): { findings: Finding[]; report: Report } {
  const findings: Finding[] = [];
  const report: Report = (code, pointer, message, { tool, fix } = {}) => {
    const finding: Finding = { code, level: findingLevels[code], pointer, message };
    if (tool !== undefined) finding.tool = tool;
    if (fix !== undefined) finding.fix = fix;
    findings.push(finding);
  };
  return { findings, report };
}

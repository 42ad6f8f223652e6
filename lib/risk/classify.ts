import type { RiskClass } from '@/lib/policy';
import { riskClasses } from '@/lib/policy';
import { actsOfName } from './name';
import { severityOf } from './severity';
import type { Classification, ToolDefinition } from './types';

/** The class of a tool, and why. Pure: the same definition always gets the same answer. */
export function classify(tool: ToolDefinition): Classification {
  const { acts } = actsOfName(tool.name);
  const head = acts[0];
  const riskClass: RiskClass = head?.class ?? 'Execute';
  const classes = riskClasses.filter((name) => name === riskClass || acts.some((act) => act.class === name));
  return {
    class: classes[classes.length - 1] ?? riskClass,
    severity: severityOf(riskClass),
    confidence: head ? 0.8 : 0.3,
    rationale: head ? `The name says "${head.word.text}".` : 'Nothing in the definition says what it does.',
    evidence: head
      ? [
          {
            where: 'name',
            pointer: '/name',
            start: head.word.start,
            end: head.word.end,
            quote: tool.name.slice(head.word.start, head.word.end),
            says: head.says ?? head.lemma,
            class: riskClass,
          },
        ]
      : [],
    signals: [],
    classes,
    whyNot: '',
  };
}

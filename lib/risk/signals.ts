import type { RiskClass } from '@/lib/policy';
import { hintsOf, type Reading } from './reading';
import type { Signal, ToolDefinition } from './types';

const bulkWords = new Set(['bulk', 'batch', 'all', 'many', 'multiple', 'mass', 'everything', 'everyone']);

/** What a person wants to know beside the class, in a fixed order. */
export function signalsOf(tool: ToolDefinition, reading: Reading, riskClass: RiskClass): Signal[] {
  // Whose mail is looked up is not reached.
  const signals = reading.schema.signals.filter(
    (signal) => riskClass !== 'Read' || signal.code !== 'recipient',
  );
  const bulk = reading.nameWords.find((word) => bulkWords.has(word.text));
  if (bulk) signals.push({ code: 'bulk', says: `acts on many at once (\`${bulk.text}\`)`, pointer: '/name' });
  const hints = hintsOf(tool.annotations);
  if (hints.idempotent === true) {
    signals.push({
      code: 'idempotent',
      says: 'is declared to do nothing more when repeated',
      pointer: '/annotations/idempotentHint',
    });
  }
  if (hints.idempotent === false) {
    signals.push({
      code: 'not-idempotent',
      says: 'is declared to act again when repeated',
      pointer: '/annotations/idempotentHint',
    });
  }
  if (hints.openWorld === true) {
    signals.push({
      code: 'open-world',
      says: 'is declared to reach beyond its own system',
      pointer: '/annotations/openWorldHint',
    });
  }
  if (reading.description.trim() === '') {
    signals.push({ code: 'no-description', says: 'does not say what it does', pointer: '/description' });
  }
  return signals;
}

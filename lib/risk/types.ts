import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';

/** A tool as its server describes it. Every text in it is a stranger's. */
export type ToolDefinition = {
  server?: string;
  name: string;
  title?: string;
  description?: string;
  inputSchema?: Json;
  annotations?: Json;
};

export const severities = ['Low', 'Medium', 'High', 'Critical'] as const;
export type Severity = (typeof severities)[number];

/** Words of the definition that speak for a class. `start` and `end` are UTF-16 positions in the text at `pointer`. */
export type Evidence = {
  where: 'name' | 'title' | 'description' | 'schema' | 'annotations';
  /** RFC 6901 into the definition, such as `/inputSchema/properties/sql`. A name of a parameter is its pointer's last part. */
  pointer?: string;
  start: number;
  end: number;
  quote: string;
  says: string;
  class?: RiskClass;
};

/** What a person wants to know about a tool besides its class, such as that it takes free SQL. */
export type Signal = { code: SignalCode; says: string; pointer?: string };

export const signalCodes = [
  'free-sql',
  'free-shell',
  'free-code',
  'free-arguments',
  'url',
  'file-path',
  'raw-html',
  'secret',
  'gives-secrets',
  'recipient',
  'amount',
  'force',
  'dry-run',
  'confirmation',
  'bulk',
  'many-parameters',
  'mixed-actions',
  'idempotent',
  'not-idempotent',
  'open-world',
  'no-description',
  'no-schema',
] as const;
export type SignalCode = (typeof signalCodes)[number];

export type Classification = {
  class: RiskClass;
  severity: Severity;
  /** 0 to 1: how sure the class is. */
  confidence: number;
  /** One sentence. */
  rationale: string;
  evidence: Evidence[];
  signals: Signal[];
  /** Every class that one of the tool's actions has, least severe first. */
  classes: RiskClass[];
  /** Why it is not the neighbouring class. */
  whyNot: string;
};

/** What is handed out: plain objects. Every text in them is a stranger's. */

import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import type { Classification, RiskFinding, Severity, SignalCode } from '@/lib/risk';
import type { Category } from './category';

export type ToolItem = {
  server: string;
  serverTitle: string | null;
  name: string;
  title: string | null;
  /** The beginning of the description, one line, at most 200 characters. */
  summary: string;
  class: RiskClass;
  severity: Severity;
  category: Category;
  signals: SignalCode[];
  /** Its definition is suspicious: see the findings of the tool. */
  hasFindings: boolean;
  path: string;
};

export type ServerItem = {
  name: string;
  title: string | null;
  description: string;
  version: string | null;
  status: 'active' | 'deprecated';
  category: Category;
  toolCount: number;
  byClass: Record<RiskClass, number>;
  /** The gravest class that one of its tools has; null where no tools are known. */
  worst: RiskClass | null;
  path: string;
  changedAt: Date | null;
};

export type IndexSource = 'registry' | 'tools' | 'discovery';

export type IndexedServer = ServerItem & {
  /** Http or https. */
  repository: string | null;
  websiteUrl: string | null;
  source: IndexSource;
  packages: { type: string; identifier: string; version: string | null }[];
  remotes: { type: string; url: string }[];
  /** How many published versions are known. */
  versions: number;
  publishedAt: Date | null;
  importedAt: Date;
  /** At most eight, the gravest first. */
  riskiest: ToolItem[];
};

export type IndexedTool = ToolItem & {
  description: string | null;
  inputSchema: Json | undefined;
  outputSchema: Json | undefined;
  annotations: Json | undefined;
  definition: Json;
  digest: string;
  judgement: Classification;
  findings: RiskFinding[];
  position: number;
  importedAt: Date;
};

export type ToolQuery = {
  /** Every word must occur; the last also as a beginning. */
  words?: string;
  /** A part of a word of the name. */
  part?: string;
  class?: RiskClass;
  category?: Category;
  signal?: SignalCode;
  /** The name of the only server to look at. */
  serverKey?: string;
  /** `nextAfter` of the page before. */
  after?: string;
  /** 1 to 50, 25 where it is left out. */
  limit?: number;
};

export type ServerQuery = Pick<ToolQuery, 'words' | 'part' | 'class' | 'category' | 'after' | 'limit'>;

export type FacetCounts = {
  class?: Partial<Record<RiskClass, number>>;
  category?: Partial<Record<Category, number>>;
  signal?: Partial<Record<SignalCode, number>>;
};

export type Page<T> = {
  items: T[];
  nextAfter: string | null;
  /** Estimated from what was looked at, where it is not exact. */
  total: { count: number; isExact: boolean };
  /** Each facet as if only its own filter were lifted. One that is left out is not known. */
  counts: FacetCounts;
};

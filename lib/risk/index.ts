/**
 * How dangerous a tool is, and the evidence that says so. Pure: never asks a network, a clock, chance or a model that runs,
 * and reads a bounded part of a definition, which is a stranger's text.
 *
 * The classes, and where one ends and the next begins:
 * - Read only retrieves or computes. A query that is fixed to reading (SELECT, "read-only") is Read; free SQL is Execute.
 *   A file that the tool writes on the caller's word makes it Write.
 * - Write creates or changes what can be corrected: labels, members, drafts, settings, archiving, disabling, moving to a trash
 *   that gives back.
 * - Execute runs code, arbitrary queries, requests or browser actions, starts or stops processes, jobs, scans and deployments, or
 *   sends something to people or outside systems.
 * - Destructive deletes, purges, revokes, cancels a sale or overwrites for good.
 * - Financial moves money or takes on an obligation: pays, refunds, buys, sells, orders, renews, issues an invoice that is owed.
 *   To draft an invoice, list prices or confirm a cost moves nothing.
 * Where several apply, or one tool has several actions, the most severe counts: Financial, Destructive, Execute, Write, Read.
 * Severity is the class's, with one exception: a Read tool that gives out secrets or its environment is High (secrets).
 *
 * How: hand-made word lists and rules read the name, title, description and schema into features (name, prose, schema, rules);
 * small learned weights, which start from what the lists say, weigh them (model, weights.json); sure signs set a floor (floors);
 * annotations raise and never lower (classify).
 */
export { classify } from './classify';
export {
  type Neighbour,
  type Neighbourhood,
  neighbourhood,
  poisoning,
  type RiskFinding,
  type RiskFindingCode,
  shadowing,
} from './findings';
export { severityOf } from './severity';
export type { Classification, Evidence, Severity, Signal, SignalCode, ToolDefinition } from './types';
export { severities, signalCodes } from './types';

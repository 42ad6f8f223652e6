/** What a policy is, whether it is sound, and what it says about a call. Pure: no network, clock, chance or storage. */
export {
  type ArgumentsRead,
  argumentNotes,
  readArguments,
  readCallText,
} from './arguments';
export { type BoundaryCase, boundaryCases, plainValue, testOf, usualArguments } from './boundary';
export * from './bounds';
export { compile, compileText } from './compile';
export type { Compiled, CompiledPolicy } from './compile-types';
export {
  type Exported,
  exportPolicy,
  type Imported,
  type ImportNote,
  importIntercept,
  policyLayerOperators,
  type Unsayable,
} from './convert';
export { decide } from './decide';
export { type Chosen, decisionOf, reader as decisionReader, type ToolDecision } from './decision-of';
export { diff, type Relation, type Said, type ToolDiff, type Witness } from './diff';
export { edit, editTree } from './edit/edit';
export { applyEdits, invertEdits } from './edit/text-edits';
export { explain, type Sentence } from './explain';
export { type FaultCode, faultCodes } from './fault-codes';
export { compileGlob, type Glob, isPattern, matchesGlob } from './glob';
export * from './language';
export {
  type FindingCode,
  type FindingPage,
  findingLevels,
  findingPages,
  type LintOptions,
  lint,
  runTests,
  type TestOutcome,
} from './lint';
export { nearest } from './nearest';
export { isOperator, operators, operatorValues, type ValueKind } from './operators';
export { parse, parseTree } from './parse';
export { formatPath, lookUp, type Path, type PathRead, parsePath } from './path';
export { print, printJson } from './print';
export {
  admit,
  admitFirst,
  firstFull,
  memoryQuotaStore,
  type QuotaStore,
  type Reserved,
  type Standing,
  settle,
} from './quota';
export { limitsOf, rateCounter } from './rate';
export {
  denyAll,
  readOnly,
  recommend,
  recommendByClass,
  recommendedPerMinute,
  recommendedRuleSet,
} from './recommend';
export { compileRegex, type Regex, type RegexRead, testRegex } from './regex';
export { satisfies } from './schema';
export { sentences } from './sentences';
export { foldName, variantName } from './variants';
export { secondsUntil, windowAt, windowName, windowSeconds } from './window';
export { policyJsonSchema, policySchema } from './zod-schema';

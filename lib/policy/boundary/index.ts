/** Calls on both sides of every rule, and the proofs that need all of them. Used by `lint`, `diff` and the builder. */
export { type Clause, everyCase, pathsRead } from './analysis';
export { admittedArguments, type BoundaryCase, boundaryCases, testOf } from './boundary-cases';
export {
  assertedPaths,
  type Conditions,
  conditionsOf,
  type PlacedComparison,
  type PlacedRule,
  type RuleList,
  ruleInWords,
  ruleLists,
  rulesOf,
} from './conditions';
export { type Constraints, constraintsOf } from './constraints';
export { usualArguments, withValue } from './place-arguments';
export { plainValue } from './plain-value';
export { type Place, placeAt } from './schema-place';
export { type Occurrence, repeatUntil } from './sequence';
export {
  contextFor,
  decideOn,
  findArguments,
  progressOf,
  ruleSetsOf,
  type Side,
  type Space,
  sideOf,
  spaceOf,
  type Tries,
} from './space';
export {
  isCallable,
  type Outlook,
  ownerOf,
  type PlacedRuleSet,
  type Subject,
  subjectOf,
} from './subject';

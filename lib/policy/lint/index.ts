export { type FindingPage, findingPages } from './codes';
export { type FindingCode, findingLevels } from './levels';
export { type LintOptions, lint } from './lint';
export { runTests, type TestOutcome } from './run-tests';

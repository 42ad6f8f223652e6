/** The bounds of policy.json. A document beyond one of them is refused. */

/** Bytes of UTF-8. */
export const maxDocumentBytes = 1_048_576;
/** Nested lists and objects, of a document and of a call's arguments. */
export const maxJsonDepth = 128;
/** Of `all_tools`, `classes` and `tools` together. */
export const maxRuleSets = 10_000;
/** In each of `deny_if`, `require`, `approve_if`, `limits`. */
export const maxRules = 100;
/** A member of `conditions` is level 1. */
export const maxConditionLevel = 8;
/** Code points of a pattern that a policy holds. */
export const maxRegexLength = 1_000;
/** Product of counted repetitions that stand inside each other. */
export const maxRegexRepetition = 256;
/** Code points of a string that a regex is asked about. */
export const maxRegexInput = 16_384;
/** Code points of a tool's or a counter's name. */
export const maxNameLength = 256;
/** Code points. */
export const maxDescriptionLength = 2_000;
/** Seconds. */
export const expiryBounds = { least: 60, most: 604_800, usual: 3_600 } as const;
/** Seconds: up to 31 days. */
export const windowBounds = { least: 1, most: 2_678_400 } as const;
/** Distinct counts of one limit in one window. */
export const maxLiveCounts = 100_000;

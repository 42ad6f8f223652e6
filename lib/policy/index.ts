/** What a policy is, whether it is sound, and what it says about a call. Pure: no network, clock, chance or storage. */
export * from './language';
export {
  denyAll,
  readOnly,
  recommend,
  recommendByClass,
  recommendedPerMinute,
  recommendedRuleSet,
} from './recommend';
export { type Sentence, explain } from './explain';

/** What the tests of the engine are made of: policies and calls at random, and a second interpreter. */
export {
  generateArguments,
  generateCall,
  generatePolicy,
  generateRuleSet,
  type Random,
  randomFrom,
} from './generate';

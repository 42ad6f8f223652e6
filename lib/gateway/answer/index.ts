/** Everything that the gateway answers by itself. */
export {
  type Answer,
  deniedAnswer,
  ended,
  errorAnswer,
  heldAnswer,
  hiddenAnswer,
  type Pending,
  resultAnswer,
} from './answers';
export { inputRequiredAnswer, urlRequiredAnswer } from './elicit';
export { metaKey, ownCodes } from './own-codes';

export { explain, type Sentence } from './explain';
export {
  conditionsInWords,
  durationInWords,
  limitInWords,
  pathInWords,
  valueInWords,
  windowInWords,
} from './words';

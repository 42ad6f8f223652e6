/** The tools: what is done to all that match, what they share, and one row each. */
export { Middle } from './middle';

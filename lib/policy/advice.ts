/** What is asked for now and then and takes room: a page loads it when somebody does, through `loadAdvice`. */
export { boundaryCases, testOf } from './boundary';
export { exportPolicy, importIntercept } from './convert';
export { diff } from './diff';
export { explain } from './explain';

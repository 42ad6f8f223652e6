/** A file of its own so that a bundler makes a part of it that is loaded only when somebody imports a policy. */
export { parseDocument } from 'yaml';

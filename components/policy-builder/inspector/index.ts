/** The chosen tool, or the rules that several share: its decision, its rules, a trial, and what is known about it. */
export { Inspector } from './inspector';
export { TryTab } from './tool-inspector';

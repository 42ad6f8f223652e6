/** How dangerous a tool is, and the evidence that says so. Pure: never asks a network, a clock, chance or a model. */
export { classify } from './classify';
export { severityOf } from './severity';
export type { Classification, Evidence, Severity, Signal, SignalCode, ToolDefinition } from './types';
export { signalCodes } from './types';

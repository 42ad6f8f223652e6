/** Strict JSON: positions, pointers, duplicates, canonical form. Never touches the network, the clock or policies. */
export type { Json, JsonObject } from './json';

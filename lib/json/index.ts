/** Strict JSON: positions, pointers, duplicates, canonical form. Never touches the network, the clock or policies. */
export { canonical } from './canonical';
export { sha256 } from './digest';
export { jsonEqual } from './equal';
export type { Json, JsonObject } from './json';
export {
  isDeeperThan,
  type JsonMember,
  type JsonNode,
  type ListNode,
  nodeAt,
  type ObjectNode,
  type ScalarNode,
} from './node';
export { decimalOf, isExactNumber } from './number';
export { isObject, own, setOwn } from './object';
export { type Place, places } from './place';
export { formatPointer, listIndex, parsePointer, pointerTo, valueAt } from './pointer';
export {
  type JsonFault,
  type JsonFaultCode,
  type JsonRead,
  jsonFaultCodes,
  type ReadOptions,
  readJson,
} from './read';
export { readString, type StringRead } from './read-string';
export {
  codePointLength,
  compareCodePoints,
  isLongerThan,
  loneSurrogateAt,
  quoted,
  shortened,
} from './text';

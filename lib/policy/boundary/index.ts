export { type Clause, everyCase, pathsRead } from './analysis';
export { type Constraints, constraintsOf } from './constraints';
export { isObject, type JsonType, own, type Place, placeAt, rootPlace, typesTogether } from './schema-place';

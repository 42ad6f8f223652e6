/** Input schemas: whether arguments satisfy one, and what its words say. Trusted nowhere; what cannot be judged is refused. */
export { follow } from './reference';
export { canJudge, satisfies } from './satisfies';
export { isJsonType, type JsonType, typeOf } from './type';

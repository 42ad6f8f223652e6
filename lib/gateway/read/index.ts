/** Strict reading: what two readers could take for two things never passes. Decides nothing about policies. */
export { generationOfMessage, mismatch, type ParamHeaders, readParamHeaders } from './agree';
export { type BodyBounds, type BodyRead, readBody } from './body';
export { type Head, readHead } from './head';
export {
  type ClientMessage,
  memberOf,
  type NotificationMessage,
  notesOf,
  own,
  type RequestMessage,
  type ResponseMessage,
  readMessage,
  unsupported,
  writtenOf,
} from './message';
export { type Refusal, refusal } from './refusal';

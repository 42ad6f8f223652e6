/** Messages on their way through: as few changes as the bounds of a grant need, by splices into the text. */
export { type AnswerFlags, type AnswerRules, type AnswerTo, type Rewritten, rewriteAnswer } from './answer';
export { EventReader, type StreamEvent, writeEvent } from './events';
export { rewriteNote } from './note';
export { type OpenedRequest, openRequest, openResponse, placeOf } from './request';
export { type Splice, spliced, withMember, withoutMembers } from './splice';

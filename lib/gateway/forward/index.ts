/** From the gateway to a server and back. Decides nothing. */
export { Breaker, type BreakerOptions } from './breaker';
export { type AnswerType, answerType, headersToClient, headersToServer, plainHeaders } from './headers';
export { httpSender } from './http';
export { InFlight } from './in-flight';
export type { Patience, Receiver, Sender, SendFailure, Sending, UpstreamRequest } from './sender';

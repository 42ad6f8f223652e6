/** What a server sends, on its way to a client. */
export { type Asked, type Ended, openSession, type RelayContext } from './context';
export { Relay } from './relay';
export { writeAnswer, writeLast } from './write';

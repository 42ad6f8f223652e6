/** What visitors write to whoever runs this installation: kept, shown to the operator alone, and sent on where that is set. */
export { ContactForm, ListMessages, OfMessage } from './inputs';
export {
  countUnreadMessages,
  deleteMessage,
  listMessages,
  type Message,
  type Messages,
  markMessageRead,
} from './read';
export { receiveMessage } from './receive';
export { type SendOn, sendMessageOn } from './send-on';

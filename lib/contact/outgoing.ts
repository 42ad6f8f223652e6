/** A kept message as it is sent on. Every text in it is a stranger's. */
export type Outgoing = { id: string; at: Date; name: string; email: string; text: string };

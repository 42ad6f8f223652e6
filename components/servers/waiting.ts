type Pending = { new: number; changed: number; removed: number };

/** How many definitions of a server wait for a person. */
export function waitingIn(pending: Pending): number {
  return pending.new + pending.changed + pending.removed;
}

/**
 * JSON-RPC codes of the gateway's own errors: outside −32768 … −32000, which JSON-RPC and MCP keep for themselves. What
 * the specification has a code for (a message that does not parse, an unknown tool) is answered with that one.
 */
export const ownCodes = {
  /** No grant: no token, a wrong one, revoked or expired. */
  noGrant: -31401,
  /** The grant does not give this method. */
  notGranted: -31403,
  /** A session, an event or a state that is not of this grant. */
  notYours: -31404,
  /** Too many calls in flight. */
  overloaded: -31429,
  /** The call could not be judged or recorded: it was not let on. */
  undecided: -31500,
  /** The server answered something that is no answer. */
  broken: -31502,
  /** The server cannot be reached, or was unreachable a moment ago. */
  unreachable: -31503,
  /** The server did not answer in time. */
  timeout: -31504,
} as const;

/** The key of `_meta` under which a denied, held or overloaded call says more. */
export const metaKey = 'dev.sallyport/decision';

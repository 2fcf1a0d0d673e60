/** Kinds of events in the queue, and what their five numbers mean. */
export const event = {
  /** a: source */
  source: 0,
  /** a: request, b: ms that authorization took. The integration is called. */
  authorized: 1,
  /** a: function, b: publisher, c: first attempt, d: attempt × 16 + trigger, e: when the event was published */
  deliver: 2,
  /** a: queue, b: publisher. A message arrives. */
  message: 3,
  /** a: queue. The poller looks. */
  receive: 4,
  /** a: queue, b: parcel of messages that become visible again */
  visible: 5,
  /** a: invocation whose START is due */
  started: 6,
  /** a: stream */
  poll: 7,
  /** a: function whose provisioned environment is replaced */
  provision: 8,
  /** a: function, e: when the event was published. All attempts have failed. */
  dropped: 9,
} as const;

package dev.weir.net;

/** Why a connection ended. */
public enum CloseReason {
  /** The peer ended it in good order. */
  CLOSED_BY_PEER,
  /** Its handler asked for it. */
  CLOSED_HERE,
  /** More octets were waiting to be sent than its bound allows: the peer reads too slowly. */
  SEND_QUEUE_FULL,
  /** The network or the peer broke it: reset, time-out, no route. */
  CONNECTION_FAILED,
  /** Its handler threw, which is a fault of ours. */
  HANDLER_FAILED,
  /** The listener was closed. */
  SHUTTING_DOWN
}

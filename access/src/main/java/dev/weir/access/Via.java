package dev.weir.access;

/** How a request reached us. */
public enum Via {
  /** Straight from the address that we see. */
  DIRECT,
  /** With forwarding headers or through a proxy, so the address says little about the sender. */
  FORWARDED
}

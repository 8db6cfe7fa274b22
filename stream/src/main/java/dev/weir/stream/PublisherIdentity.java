package dev.weir.stream;

/**
 * Who publishes. Immutable.
 *
 * @param session our name for the connection, for logs
 * @param remote its address, for logs
 * @param credential an opaque name of what let it in, never the secret itself
 */
public record PublisherIdentity(String session, String remote, String credential) {}

package dev.weir.access;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Somebody's wish, in the words of no protocol. Immutable.
 *
 * @param stream the name asked for, or none where the secret alone says it
 * @param secret what was presented to prove the right
 * @param remote where it comes from
 */
public record AccessRequest(
    Action action, Optional<String> stream, Optional<Secret> secret, InetAddress remote, Via via) {}

package dev.weir.packaging.archive;

/**
 * An extent that is on disk with its index. Immutable.
 *
 * @param name of the blob that holds its fragments
 * @param lengthBytes of both
 * @param modifiedMillis when it was last appended to, milliseconds since 1970
 */
public record StoredExtent(String name, long lengthBytes, long modifiedMillis) {}

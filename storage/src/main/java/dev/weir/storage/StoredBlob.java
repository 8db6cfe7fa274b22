package dev.weir.storage;

/**
 * A blob as a store lists it. Immutable.
 *
 * @param modifiedMillis when it was last appended to, milliseconds since 1970
 */
public record StoredBlob(String name, long lengthBytes, long modifiedMillis) {}

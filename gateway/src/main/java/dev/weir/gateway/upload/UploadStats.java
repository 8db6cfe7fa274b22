package dev.weir.gateway.upload;

import java.util.Map;

/**
 * What uploads have come to since the start; {@code active} is of this moment. Immutable.
 *
 * @param active requests that bring bytes
 * @param completed files whose last byte came
 * @param failures of requests, by reason
 */
public record UploadStats(
    int active, long receivedBytes, long completed, Map<UploadFault, Long> failures) {}

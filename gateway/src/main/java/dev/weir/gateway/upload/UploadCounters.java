package dev.weir.gateway.upload;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of uploads. Thread-safe. */
final class UploadCounters {
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final Map<UploadFault, LongAdder> failures = new EnumMap<>(UploadFault.class);

  UploadCounters() {
    for (UploadFault fault : UploadFault.values()) {
      failures.put(fault, new LongAdder());
    }
  }

  void received(long bytes) {
    receivedBytes.add(bytes);
  }

  void completed() {
    completed.increment();
  }

  void failed(UploadFault fault) {
    failures.getOrDefault(fault, new LongAdder()).increment();
  }

  UploadStats stats(int active) {
    var byFault = new EnumMap<UploadFault, Long>(UploadFault.class);
    failures.forEach((fault, count) -> byFault.put(fault, count.sum()));
    return new UploadStats(active, receivedBytes.sum(), completed.sum(), byFault);
  }
}

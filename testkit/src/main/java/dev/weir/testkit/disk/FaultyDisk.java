package dev.weir.testkit.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The real disk, until it is told to fail: paths that {@link #at} gives are those of a file system
 * that hands all calls on, but for those that a {@link DiskFault} speaks of. Thread-safe.
 */
public final class FaultyDisk {
  private final FaultyFileSystem fileSystem = new FaultyFileSystem(this);
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Map<DiskOperation, LongAdder> calls = new EnumMap<>(DiskOperation.class);
  private final LongAdder failures = new LongAdder();

  public FaultyDisk() {
    for (DiskOperation operation : DiskOperation.values()) {
      calls.put(operation, new LongAdder());
    }
  }

  /** A fault, and how often it could have struck. */
  private record Rule(DiskFault fault, AtomicLong matches) {
    boolean strikes(DiskOperation operation, Path real) {
      if (!fault.operations().contains(operation)
          || !fault.paths().matcher(real.toString()).find()) {
        return false;
      }
      long before = matches.getAndIncrement();
      return before >= fault.spared() && before - fault.spared() < fault.times();
    }
  }

  /** The same file or folder, by way of this disk. */
  public Path at(Path real) {
    return new FaultyPath(fileSystem, real);
  }

  /** From now on, and beside what was injected before. */
  public void inject(DiskFault fault) {
    rules.add(new Rule(fault, new AtomicLong()));
  }

  /** All is well from now on; what was lost stays lost. */
  public void mend() {
    rules.clear();
  }

  /** How often this was asked for, whether it went well or not. */
  public long calls(DiskOperation operation) {
    return calls.getOrDefault(operation, new LongAdder()).sum();
  }

  /** How many calls have failed, or done less than they should have. */
  public long failures() {
    return failures.sum();
  }

  /**
   * Fails where a rule says so.
   *
   * @return how many of {@code octets} may be written
   */
  int admit(DiskOperation operation, Path real, int octets) throws IOException {
    calls.getOrDefault(operation, new LongAdder()).increment();
    for (Rule rule : rules) {
      if (rule.strikes(operation, real)) {
        failures.increment();
        return switch (rule.fault().effect()) {
          case ERROR -> throw new FileSystemException(real.toString(), null, "Input/output error");
          case FULL ->
              throw new FileSystemException(real.toString(), null, "No space left on device");
          case SHORT -> Math.max(1, octets / 2);
        };
      }
    }
    return octets;
  }

  void admit(DiskOperation operation, Path real) throws IOException {
    admit(operation, real, 0);
  }
}

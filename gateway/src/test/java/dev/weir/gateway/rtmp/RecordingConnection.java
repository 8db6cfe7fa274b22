package dev.weir.gateway.rtmp;

import dev.weir.media.Bytes;
import dev.weir.net.Loop;
import dev.weir.net.SharedBuffer;
import dev.weir.net.TcpConnection;
import dev.weir.net.Timer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection that goes nowhere: keeps what is done to it. Confined to its test. */
final class RecordingConnection implements TcpConnection {
  private final Loop loop;
  private final InetSocketAddress remote;

  final List<Bytes> sent = new ArrayList<>();
  final List<Scheduled> scheduled = new ArrayList<>();
  private Room room = Room.ENDLESS;
  private long queuedBytes;
  int unflushed;
  volatile boolean closed;
  boolean closedAfterFlush;
  boolean paused;

  private enum Room {
    ENDLESS,
    NONE,
    BROKEN
  }

  /** A task that waits for a test to run it. */
  static final class Scheduled {
    final Duration delay;
    final Runnable task;
    boolean cancelled;

    Scheduled(Duration delay, Runnable task) {
      this.delay = delay;
      this.task = task;
    }
  }

  RecordingConnection(Loop loop, String remote) {
    this.loop = loop;
    this.remote = new InetSocketAddress(InetAddress.ofLiteral(remote), 40_000);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1935);
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public void send(Bytes bytes) {
    sent.add(bytes);
  }

  @Override
  public void write(SharedBuffer buffer) {
    if (room == Room.BROKEN) {
      throw new IllegalStateException("broken");
    }
    sent.add(buffer.toBytes());
    unflushed++;
    queuedBytes += room == Room.ENDLESS ? 0 : buffer.length();
  }

  @Override
  public void flush() {
    unflushed = 0;
  }

  /** From now on nothing that it is given leaves it. */
  void clog() {
    room = Room.NONE;
  }

  void failOnWrite() {
    room = Room.BROKEN;
  }

  /** The peer takes all that waits, and again takes all that comes. */
  void unclog() {
    room = Room.ENDLESS;
    queuedBytes = 0;
  }

  @Override
  public long queuedBytes() {
    return queuedBytes;
  }

  @Override
  public boolean isWritable() {
    return room != Room.NONE || queuedBytes == 0;
  }

  @Override
  public void keepWritableBelow(int bytes) {}

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    var added = new Scheduled(delay, task);
    scheduled.add(added);
    return () -> added.cancelled = true;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void closeAfterFlush() {
    closedAfterFlush = true;
  }
}

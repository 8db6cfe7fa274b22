package dev.weir.gateway.rtmp;

import dev.weir.media.Bytes;
import dev.weir.net.Loop;
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
  volatile boolean closed;
  boolean closedAfterFlush;

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
  public long queuedBytes() {
    return 0;
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}

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

package dev.weir.net;

import dev.weir.media.Bytes;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * An open TCP connection. Its methods never block, and after the end of the connection they do
 * nothing. Thread-safe.
 */
public interface TcpConnection {
  InetSocketAddress remoteAddress();

  InetSocketAddress localAddress();

  /** The loop on which its handler is called. */
  Loop loop();

  /**
   * Queues {@code bytes} and sends what was queued in one turn together. Where more would wait than
   * the listener's bound, the connection ends with {@link CloseReason#SEND_QUEUE_FULL}.
   */
  void send(Bytes bytes);

  /**
   * Queues {@code buffer}, which stays the caller's, behind what is queued already; {@link #flush}
   * sends it. Only to be called on the connection's loop, and while it {@link #isWritable}, since
   * nothing else bounds what is queued so.
   */
  void write(SharedBuffer buffer);

  /** Sends what is queued now. Only to be called on the connection's loop. */
  void flush();

  /** Octets that were given to {@link #send} or {@link #write} and not yet to the kernel. */
  long queuedBytes();

  /**
   * False while more than half of the bound is queued; see {@link ConnectionHandler#onWritable}.
   */
  boolean isWritable();

  /**
   * From now on it {@link #isWritable} only while less than {@code bytes} are queued, and is so
   * again at a quarter of that.
   */
  void keepWritableBelow(int bytes);

  /** Takes no more from the kernel, so that the peer is slowed by TCP, until reading resumes. */
  void pauseReading();

  void resumeReading();

  /** Runs {@code task} on the loop after {@code delay}, unless the connection has ended by then. */
  Timer schedule(Duration delay, Runnable task);

  /** Ends the connection at once; what is queued is lost. */
  void close();

  /** Sends what is queued, for at most 5 seconds, then ends the connection. */
  void closeAfterFlush();
}

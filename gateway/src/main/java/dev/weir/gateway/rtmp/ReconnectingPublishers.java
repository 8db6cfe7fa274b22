package dev.weir.gateway.rtmp;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that publish and whose peers connect anew when they are asked to (Enhanced RTMP v2,
 * "Reconnect Request"). Guarded by its lock, which is never held while a session is called.
 */
final class ReconnectingPublishers {
  private static final Logger LOG = LoggerFactory.getLogger(ReconnectingPublishers.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition gone = lock.newCondition();
  private final Set<RtmpSession> sessions = new HashSet<>();

  void add(RtmpSession session) {
    lock.lock();
    try {
      sessions.add(session);
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing where it is not among them. */
  void remove(RtmpSession session) {
    lock.lock();
    try {
      sessions.remove(session);
      if (sessions.isEmpty()) {
        gone.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks them all, and blocks until they have gone, for at most {@code patience}. */
  void drain(Duration patience) {
    List<RtmpSession> asked = snapshot();
    asked.forEach(RtmpSession::requestReconnect);
    int left = awaitGone(patience);
    if (!asked.isEmpty()) {
      LOG.info("asked {} publishers to connect anew, {} have not", asked.size(), left);
    }
  }

  private List<RtmpSession> snapshot() {
    lock.lock();
    try {
      return List.copyOf(sessions);
    } finally {
      lock.unlock();
    }
  }

  private int awaitGone(Duration patience) {
    lock.lock();
    try {
      long leftNanos = patience.toNanos();
      while (!sessions.isEmpty() && leftNanos > 0) {
        leftNanos = gone.awaitNanos(leftNanos);
      }
      return sessions.size();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return sessions.size();
    } finally {
      lock.unlock();
    }
  }
}

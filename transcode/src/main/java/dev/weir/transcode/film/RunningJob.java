package dev.weir.transcode.film;

import dev.weir.library.Job;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A job that the thread which has created this is doing. Thread-safe. */
final class RunningJob {
  private final Job job;
  private final Thread thread = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile double progress;
  private volatile boolean isCalledOff;

  // Guarded by this.
  private boolean isDone;

  RunningJob(Job job) {
    this.job = job;
  }

  Job job() {
    return job;
  }

  /** How far it is, from 0 to 1. */
  double progress() {
    return progress;
  }

  void progress(double part) {
    progress = part;
  }

  /** Breaks it off, unless it is done and its thread does something else already. */
  synchronized void interrupt() {
    if (!isDone) {
      isCalledOff = true;
      thread.interrupt();
    }
  }

  /** Whether somebody has broken it off: what it fails of then says nothing of the job. */
  boolean isCalledOff() {
    return isCalledOff;
  }

  /** From now on nobody interrupts the thread because of it. */
  synchronized void done() {
    isDone = true;
    Thread.interrupted();
  }

  /** The thread has turned to something else. */
  void over() {
    over.countDown();
  }

  /** Whether it is over in time. */
  boolean awaitOver(long seconds) throws InterruptedException {
    return over.await(seconds, TimeUnit.SECONDS);
  }
}

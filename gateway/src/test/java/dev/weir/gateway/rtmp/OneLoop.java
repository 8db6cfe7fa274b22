package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.net.Loop;
import dev.weir.net.Loops;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A loop for all tests of a class. Thread-safe. */
final class OneLoop implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Loops loops;

  @Override
  public void beforeAll(ExtensionContext context) {
    loops = Loops.start(1);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (loops != null) {
      loops.close();
    }
  }

  Loop loop() {
    if (loops == null) {
      throw new IllegalStateException("not started");
    }
    return loops.next();
  }

  /** Keeps it from all it is given, until the latch is counted down. */
  CountDownLatch block() {
    var over = new CountDownLatch(1);
    loop()
        .execute(() -> {
          try {
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    return over;
  }

  /** Blocks until everything is done that it was given so far. */
  void await() throws InterruptedException {
    var reached = new CountDownLatch(1);
    loop().execute(reached::countDown);
    assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
  }
}

package dev.weir.gateway.http;

import dev.weir.channel.PresentationFeed;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.channel.PresentationFeed.Waiter;
import dev.weir.net.HttpBody;
import dev.weir.packaging.Presentation;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that waits for a presentation: at most so long, no longer than its client does, and
 * answered on its own loop. Confined to that loop but for the feed's call, which only hands over.
 */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  private final HttpServerRequest request;
  private final PresentationFeed feed;
  private final int longestSeconds;
  private final Context context;

  private @Nullable Waiter waiter;
  private long timer;
  private boolean over;

  Waiting(HttpServerRequest request, PresentationFeed feed, int longestSeconds) {
    this.request = request;
    this.feed = feed;
    this.longestSeconds = longestSeconds;
    this.context = Objects.requireNonNull(Vertx.currentContext(), "not on a loop");
  }

  void until(Predicate<Presentation> wanted, Consumer<Snapshot> answer) {
    until(
        wanted,
        answer,
        () -> refuse(503, "What was asked for has not come in time."),
        () -> refuse(503, "Too many viewers wait for this stream; try again soon."));
  }

  /** As above; {@code otherwise} is run where nothing comes in time, and where too many wait. */
  void until(Predicate<Presentation> wanted, Consumer<Snapshot> answer, Runnable otherwise) {
    until(wanted, answer, otherwise, otherwise);
  }

  private void until(
      Predicate<Presentation> wanted, Consumer<Snapshot> answer, Runnable late, Runnable full) {
    timer =
        context.owner().setTimer(TimeUnit.SECONDS.toMillis(longestSeconds), _ -> conclude(late));
    request.response().closeHandler(_ -> finish());
    Optional<Waiter> registered =
        feed.await(wanted, then -> context.runOnContext(_ -> conclude(then, answer)));
    waiter = registered.orElse(null);
    if (registered.isEmpty()) {
      conclude(full);
    }
  }

  private void conclude(Optional<Snapshot> then, Consumer<Snapshot> answer) {
    if (!finish()) {
      return;
    }
    try {
      then.ifPresentOrElse(answer, () -> refuse(503, "The stream has ended; ask for it anew."));
    } catch (RuntimeException fault) {
      // Nobody catches for us here: the request was left open by its handler.
      LOG.error("remote={} path={} answer failed", request.remoteAddress(), request.path(), fault);
      refuse(500, "This is a fault of ours.");
    }
  }

  /** An answer that has begun can only be broken off. */
  private void refuse(int status, String detail) {
    if (request.response().headWritten()) {
      HttpBody.breakOff(request.response());
    } else {
      Answers.problem(request, status, detail);
    }
  }

  private void conclude(Runnable late) {
    if (finish()) {
      late.run();
    }
  }

  /** True for the one who ends the waiting. */
  private boolean finish() {
    boolean mine = !over;
    over = true;
    if (waiter != null) {
      waiter.cancel();
    }
    context.owner().cancelTimer(timer);
    return mine;
  }
}

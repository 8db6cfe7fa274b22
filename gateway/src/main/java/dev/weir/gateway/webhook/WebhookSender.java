package dev.weir.gateway.webhook;

import dev.weir.library.DatabaseException;
import dev.weir.library.Deliveries;
import dev.weir.library.Delivery;
import dev.weir.media.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver what happens, one thing after the other. What it does not take is told again
 * for a day; what it has taken and nobody has noted, since the server was killed, once more. So it
 * hears of everything at least once. Confined to one thread, but for its counts.
 */
final class WebhookSender {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

  /** More than an attempt takes: whoever has not noted what came of one by then is gone. */
  private static final long LEASE_MILLIS = Duration.ofMinutes(1).toMillis();

  private static final int GONE = 410;

  private final Webhook webhook;
  private final Tools tools;
  private final RetryPauses pauses;

  private final LongAdder delivered = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private volatile long waiting;

  /**
   * What senders share.
   *
   * @param client follows no redirects
   */
  record Tools(Deliveries deliveries, AssetText assets, HttpClient client, Clock clock) {}

  WebhookSender(Webhook webhook, Tools tools, RetryPauses pauses) {
    this.webhook = webhook;
    this.tools = tools;
    this.pauses = pauses;
  }

  WebhookStats stats() {
    return new WebhookStats(
        webhook.name(), waiting, delivered.sum(), failures.sum(), givenUp.sum());
  }

  /** Tries what has been due for longest; whether there was anything. */
  boolean sendNext() throws InterruptedException {
    try {
      Deliveries.Waiting now = tools.deliveries.waiting(webhook.name());
      waiting = now.count();
      long nowMillis = tools.clock.wallMillis();
      if (now.nextMillis().orElse(Long.MAX_VALUE) > nowMillis) {
        return false;
      }
      Optional<Delivery> due =
          tools.deliveries.claim(webhook.name(), nowMillis, nowMillis + LEASE_MILLIS);
      if (due.isPresent()) {
        send(due.get());
      }
      return due.isPresent();
    } catch (DatabaseException unreachable) {
      LOG.warn("webhook={} event=library-unreachable {}", webhook.name(), unreachable.getMessage());
      return false;
    }
  }

  private void send(Delivery claimed) throws InterruptedException {
    Optional<Delivery> written = claimed.body().isPresent() ? Optional.of(claimed) : write(claimed);
    if (written.isEmpty()) {
      LOG.info(
          "webhook={} asset={} id={} event=webhook-dropped the film is gone",
          webhook.name(),
          claimed.asset(),
          claimed.id());
      tools.deliveries.remove(claimed);
      return;
    }
    send(written.get(), written.get().body().orElseThrow());
  }

  /** Empty where its film is gone. */
  private Optional<Delivery> write(Delivery delivery) {
    Optional<Delivery> written =
        tools
            .assets
            .of(delivery.asset())
            .map(asset -> delivery.saying(Message.body(delivery, asset)));
    written.ifPresent(tools.deliveries::write);
    return written;
  }

  private void send(Delivery delivery, String body) throws InterruptedException {
    try {
      int status = status(delivery, body);
      if (status / 100 == 2) {
        tools.deliveries.remove(delivery);
        delivered.increment();
      } else if (status == GONE) {
        giveUp(delivery, "it wants no more of it (410)");
      } else {
        failed(delivery, "it answers " + status);
      }
    } catch (IOException broken) {
      failed(delivery, String.valueOf(broken));
    }
  }

  private int status(Delivery delivery, String body) throws IOException, InterruptedException {
    long nowMillis = tools.clock.wallMillis();
    HttpResponse<InputStream> answer =
        tools.client.send(
            Message.request(webhook, delivery.id(), body, nowMillis), BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private void failed(Delivery delivery, String why) {
    failures.increment();
    long nowMillis = tools.clock.wallMillis();
    Optional<Long> pause = pauses.next(delivery.attempts(), nowMillis - delivery.createdMillis());
    if (pause.isEmpty()) {
      giveUp(delivery, why);
      return;
    }
    LOG.warn(
        "webhook={} id={} attempt={} event=webhook-failed again_in_s={} {}",
        webhook.name(),
        delivery.id(),
        delivery.attempts(),
        pause.get() / 1000,
        why);
    tools.deliveries.postpone(delivery, nowMillis + pause.get());
  }

  private void giveUp(Delivery delivery, String why) {
    givenUp.increment();
    LOG.error(
        "webhook={} id={} attempt={} event=webhook-given-up {}",
        webhook.name(),
        delivery.id(),
        delivery.attempts(),
        why);
    tools.deliveries.remove(delivery);
  }
}

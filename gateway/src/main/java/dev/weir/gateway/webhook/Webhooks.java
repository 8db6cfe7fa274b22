package dev.weir.gateway.webhook;

import dev.weir.library.Deliveries;
import dev.weir.media.Clock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers what happens to films, each on a virtual thread of its own, so that one that is
 * slow keeps nobody waiting but itself. Thread-safe.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 1_000;

  private final List<WebhookSender> senders;
  private final List<Thread> threads;
  private final HttpClient client;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private Webhooks(List<WebhookSender> senders, HttpClient client) {
    this.senders = senders;
    this.client = client;
    this.threads =
        senders.stream()
            .map(sender ->
                Thread.ofVirtual()
                    .name("webhook-" + sender.stats().name())
                    .unstarted(() -> run(sender)))
            .toList();
  }

  /** Goes on with what was left, from now on. */
  public static Webhooks start(
      List<Webhook> webhooks,
      Deliveries deliveries,
      AssetText assets,
      Clock clock,
      RandomGenerator chance) {
    deliveries.takeBack(clock.wallMillis());
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_CONNECT)
            .build();
    var tools = new WebhookSender.Tools(deliveries, assets, client, clock);
    List<WebhookSender> senders =
        webhooks.stream()
            .map(webhook -> new WebhookSender(webhook, tools, new RetryPauses(chance)))
            .toList();
    var started = new Webhooks(senders, client);
    started.threads.forEach(Thread::start);
    return started;
  }

  public List<WebhookStats> stats() {
    return senders.stream().map(WebhookSender::stats).toList();
  }

  private void run(WebhookSender sender) {
    try {
      while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        sendAll(sender);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(WebhookSender sender) throws InterruptedException {
    try {
      while (stopping.getCount() > 0 && sender.sendNext()) {
        // The next.
      }
    } catch (RuntimeException bug) {
      LOG.error("webhook={} failed", sender.stats().name(), bug);
    }
  }

  /** Breaks off what is under way; it is told again after the next start. */
  @Override
  public void close() {
    stopping.countDown();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        if (!thread.join(LONGEST_STOP)) {
          LOG.warn("{} does not end", thread.getName());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}

package dev.weir.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.LogCapture;
import dev.weir.gateway.webhook.Receiver.Heard;
import dev.weir.library.Asset;
import dev.weir.library.AssetChange;
import dev.weir.library.Assets;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Deliveries;
import dev.weir.library.Job;
import dev.weir.testkit.ManualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {
  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final SigningKey KEY = SigningKey.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final HttpClient client = HttpClient.newHttpClient();
  private Receiver receiver;
  private Database database;
  private Assets assets;
  private WebhookSender sender;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
    database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("library.db")));
    assets = new Assets(database, List.of("me"));
    sender = sender(receiver.url());
    assets.add(
        Asset.waiting("a", "A", "a.mkv", 1, START_MILLIS),
        Job.waiting("a.read", "a", Job.Kind.READ, "", 0, START_MILLIS));
  }

  private WebhookSender sender(URI url) {
    var tools =
        new WebhookSender.Tools(
            new Deliveries(database),
            id -> assets.find(id).map(asset -> "{\"title\":\"%s\"}".formatted(asset.title())),
            client,
            clock);
    return new WebhookSender(new Webhook("me", url, KEY), tools, new RetryPauses(() -> 0));
  }

  @AfterEach
  void close() {
    client.close();
    database.close();
    receiver.close();
  }

  @Test
  void tellsWhatHasHappenedOnceWithItsSignature() throws Exception {
    assets.ready("a", START_MILLIS);

    assertThat(sender.sendNext()).isTrue();
    assertThat(sender.sendNext()).isFalse();

    Heard heard = receiver.heard().getFirst();
    assertThat(receiver.heard()).hasSize(1);
    assertThat(heard.id()).isEqualTo("evt_a_ready_1800000000000");
    assertThat(heard.seconds()).isEqualTo(1_800_000_000);
    assertThat(heard.signature()).isEqualTo(KEY.sign(heard.id(), heard.seconds(), heard.body()));
    assertThat(heard.body())
        .isEqualTo(
            "{\"id\":\"evt_a_ready_1800000000000\",\"type\":\"asset.ready\","
                + "\"timestamp\":\"2027-01-15T08:00:00Z\",\"data\":{\"title\":\"A\"}}");
    assertThat(sender.stats()).isEqualTo(new WebhookStats("me", 0, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 404, 429, 500})
  void triesAgainAfterAPauseWithTheSameMessage(int status) throws Exception {
    receiver.answer(status);
    assets.ready("a", START_MILLIS);
    sender.sendNext();
    var renamed =
        new AssetChange(
            Optional.of("Renamed"), Optional.empty(), Optional.empty(), Optional.empty());
    assets.change("a", renamed, START_MILLIS);

    assertThat(sender.sendNext()).isFalse();
    clock.advance(Duration.ofSeconds(5));
    assertThat(sender.sendNext()).isTrue();
    assertThat(sender.sendNext()).isFalse();

    assertThat(receiver.heard()).hasSize(2);
    Heard first = receiver.heard().getFirst();
    Heard second = receiver.heard().getLast();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.seconds()).isEqualTo(first.seconds() + 5);
    assertThat(sender.stats()).isEqualTo(new WebhookStats("me", 0, 1, 1, 0));
  }

  @Test
  void tellsAgainWhatNobodyHasNotedAsTold() throws Exception {
    assets.ready("a", START_MILLIS);
    var killed = new Deliveries(database);
    killed.claim("me", START_MILLIS, START_MILLIS + 60_000);

    assertThat(sender.sendNext()).isFalse();
    clock.advance(Duration.ofSeconds(60));

    assertThat(sender.sendNext()).isTrue();
    assertThat(receiver.heard()).hasSize(1);
  }

  @Test
  void givesUpAfterADay() throws Exception {
    receiver.answer(500, 500);
    assets.ready("a", START_MILLIS);
    sender.sendNext();
    clock.advance(Duration.ofHours(24));

    try (var log = new LogCapture()) {
      assertThat(sender.sendNext()).isTrue();

      assertThat(log.lines())
          .containsExactly(
              "ERROR webhook=me id=evt_a_ready_1800000000000 attempt=2 event=webhook-given-up"
                  + " it answers 500");
    }
    clock.advance(Duration.ofDays(10));
    assertThat(sender.sendNext()).isFalse();
    assertThat(sender.stats()).isEqualTo(new WebhookStats("me", 0, 0, 2, 1));
  }

  @Test
  void givesUpWhereTheReceiverWantsNoMoreOfIt() throws Exception {
    receiver.answer(410);
    assets.ready("a", START_MILLIS);

    sender.sendNext();

    clock.advance(Duration.ofDays(10));
    assertThat(sender.sendNext()).isFalse();
    assertThat(sender.stats()).isEqualTo(new WebhookStats("me", 0, 0, 0, 1));
  }

  @Test
  void triesAgainWhereNobodyListens() throws Exception {
    assets.ready("a", START_MILLIS);
    URI nobody = receiver.url();
    receiver.close();

    assertThat(sender(nobody).sendNext()).isTrue();
    assertThat(new Deliveries(database).waiting("me").nextMillis()).hasValue(START_MILLIS + 5_000);
  }

  @Test
  void saysNothingOfAFilmThatIsGone() throws Exception {
    assets.ready("a", START_MILLIS);
    assets.remove("a");

    assertThat(sender.sendNext()).isTrue();
    assertThat(sender.sendNext()).isFalse();

    assertThat(receiver.heard()).isEmpty();
    assertThat(sender.stats().waiting()).isZero();
  }
}

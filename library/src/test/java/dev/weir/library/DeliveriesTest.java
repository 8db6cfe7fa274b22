package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Databases.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class DeliveriesTest {
  private static final String ME = "me";

  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Assets assets;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    assets = new Assets(database, List.of(ME, "other"));
    deliveries = new Deliveries(database);
    add("a");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tellsEveryReceiverOnceThatAFilmCanBeWatched() {
    assets.ready("a", 5_000);
    assets.ready("a", 6_000);

    Delivery mine = deliveries.claim(ME, 5_000, 9_000).orElseThrow();
    assertThat(mine)
        .isEqualTo(
            new Delivery(
                "evt_a_ready_5000", ME, AssetEvent.READY, "a", Optional.empty(), 1, 5_000));
    assertThat(deliveries.claim(ME, 5_000, 9_000)).isEmpty();
    assertThat(deliveries.claim("other", 5_000, 9_000).orElseThrow().id()).isEqualTo(mine.id());
  }

  @Test
  void tellsOnceThatAFilmIsComplete() {
    assets.complete("a", 4_000);
    assets.ready("a", 5_000);
    assets.complete("a", 6_000);
    assets.complete("a", 7_000);

    assertThat(events()).containsExactly("evt_a_ready_5000", "evt_a_complete_6000");
  }

  @Test
  void tellsThatAFilmHasFailedAgainOnlyWhereItWasTriedAgain() {
    assets.fail("a", "no picture", 5_000);
    assets.fail("a", "no picture and no sound", 6_000);
    assets.read("a", 7_000);
    assets.fail("a", "still nothing", 8_000);

    assertThat(events()).containsExactly("evt_a_failed_5000", "evt_a_failed_8000");
    assertThat(assets.find("a").orElseThrow().reason()).contains("still nothing");
  }

  @Test
  void tellsNobodyOfAFilmThatIsNotThere() {
    assets.ready("gone", 5_000);
    assets.fail("gone", "no picture", 5_000);
    assets.complete("gone", 5_000);

    assertThat(events()).isEmpty();
  }

  @Test
  void isThereAgainForWhoeverComesAfterOneThatHasTakenIt() {
    assets.ready("a", 5_000);
    Delivery first = deliveries.claim(ME, 5_000, 9_000).orElseThrow();
    deliveries.write(first.saying("{}"));

    Delivery second = deliveries.claim(ME, 9_000, 12_000).orElseThrow();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.body()).contains("{}");
  }

  @Test
  void isTakenBackAtOnceWhereNobodyElseCanBeTellingIt() {
    assets.ready("a", 5_000);
    deliveries.claim(ME, 5_000, 65_000);

    deliveries.takeBack(5_100);

    assertThat(deliveries.claim(ME, 5_100, 65_100).isPresent()).isEqualTo(engine == Engine.SQLITE);
  }

  @Test
  void isNotTakenBackWhereItWaitsForItsNextAttempt() {
    assets.ready("a", 5_000);
    deliveries.postpone(deliveries.claim(ME, 5_000, 65_000).orElseThrow(), 7_000);

    deliveries.takeBack(5_100);

    assertThat(deliveries.claim(ME, 6_999, 66_999)).isEmpty();
  }

  @Test
  void waitsUntilItIsDue() {
    assets.ready("a", 5_000);
    assertThat(deliveries.waiting(ME)).isEqualTo(new Deliveries.Waiting(1, OptionalLong.of(5_000)));

    deliveries.postpone(deliveries.claim(ME, 5_000, 9_000).orElseThrow(), 7_000);

    assertThat(deliveries.claim(ME, 6_999, 9_000)).isEmpty();
    assertThat(deliveries.waiting(ME)).isEqualTo(new Deliveries.Waiting(1, OptionalLong.of(7_000)));
    assertThat(deliveries.claim(ME, 7_000, 9_000)).isPresent();
  }

  @Test
  void isNotTriedAgainOnceItIsOver() {
    assets.ready("a", 5_000);

    deliveries.remove(deliveries.claim(ME, 6_000, 6_500).orElseThrow());

    assertThat(deliveries.claim(ME, 20_000, 30_000)).isEmpty();
    assertThat(deliveries.waiting(ME)).isEqualTo(new Deliveries.Waiting(0, OptionalLong.empty()));
    assertThat(deliveries.waiting("other").count()).isOne();
  }

  @Test
  void forgetsThoseWhomNobodyKnowsAnyMore() {
    assets.ready("a", 5_000);

    assertThat(deliveries.keepOnly(List.of(ME, "other"))).isZero();
    assertThat(deliveries.keepOnly(List.of(ME))).isOne();
    assertThat(deliveries.keepOnly(List.of())).isOne();
  }

  private List<String> events() {
    return Stream.generate(() -> deliveries.claim(ME, 100_000, 200_000))
        .takeWhile(Optional::isPresent)
        .map(found -> found.orElseThrow().id())
        .toList();
  }

  private void add(String id) {
    assets.add(
        Asset.waiting(id, id, id + ".mkv", 77, 1_000),
        Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 1_000));
  }
}

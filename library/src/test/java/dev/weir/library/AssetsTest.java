package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Databases.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AssetsTest {
  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Assets assets;
  private Renditions renditions;
  private Jobs jobs;
  private Positions positions;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    assets = new Assets(database);
    renditions = new Renditions(database);
    jobs = new Jobs(database);
    positions = new Positions(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void addsAFilmOnceWithTheFirstThingToDo() {
    assertThat(add("a", "Sintel", 1_000)).isTrue();
    assertThat(add("a", "Another", 2_000)).isFalse();

    assertThat(assets.find("a")).contains(Asset.waiting("a", "Sintel", "Sintel.mkv", 77, 1_000));
    assertThat(jobs.of("a")).singleElement().extracting(Job::kind).isEqualTo(Job.Kind.READ);
    assertThat(assets.find("b")).isEmpty();
  }

  @Test
  void tellsHowFarItIs() {
    add("a", "Sintel", 1_000);
    var chapters = List.of(new Chapter(0, "One"), new Chapter(5_000_000, "Two"));

    assets.read("a", 2_000);
    assets.measure("a", 9_000_000, "0,4000000", chapters);
    assertThat(assets.find("a").orElseThrow().state()).isEqualTo(AssetState.READING);
    assets.fail("a", "no picture", 3_000);
    assertThat(assets.find("a").orElseThrow().reason()).contains("no picture");
    assets.ready("a", 4_000);

    Asset ready = assets.find("a").orElseThrow();
    assertThat(ready.state()).isEqualTo(AssetState.READY);
    assertThat(ready.reason()).isEmpty();
    assertThat(ready.durationMicros()).isEqualTo(OptionalLong.of(9_000_000));
    assertThat(ready.cuts()).contains("0,4000000");
    assertThat(assets.chapters("a")).isEqualTo(chapters);
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    add("a", "One", 1_000);
    add("b", "Two", 2_000);
    add("c", "Three", 2_000);
    add("d", "Four", 3_000);

    assertThat(ids("", Optional.empty(), false)).containsExactly("d", "b", "c", "a");
    assertThat(behind(new AssetQuery.Place(2_000, "b"))).containsExactly("c", "a");
    assets.remove("b");
    assertThat(behind(new AssetQuery.Place(2_000, "b"))).containsExactly("c", "a");
  }

  private List<String> behind(AssetQuery.Place place) {
    return assets.list(new AssetQuery("", Optional.empty(), false, Optional.of(place), 10)).stream()
        .map(Asset::id)
        .toList();
  }

  @Test
  void findsLettersOfAllAlphabetsWhateverTheCase() {
    add("a", "Über den Wölfen", 1_000);
    add("b", "ВОЛКИ", 2_000);
    add("c", "A\u030angstro\u0308m", 3_000);

    assertThat(ids("über", Optional.empty(), false)).containsExactly("a");
    assertThat(ids("ÜBER DEN WÖLF", Optional.empty(), false)).containsExactly("a");
    assertThat(ids("волки.MKV", Optional.empty(), false)).containsExactly("b");
    assertThat(ids("ÅNGSTRÖM", Optional.empty(), false)).containsExactly("c");
    assets.change("a", title("Élan"), 2_000);
    assertThat(ids("élan", Optional.empty(), false)).containsExactly("a");
  }

  @Test
  void leavesWhatNobodyWantsChangedAsItIs() {
    add("a", "Sintel", 1_000);
    var secret =
        new AssetChange(
            Optional.empty(),
            Optional.of(Visibility.PRIVATE),
            Optional.of(Downloads.ALLOWED),
            Optional.of(Priority.HIGH));

    assets.change("a", secret, 2_000);
    assets.change("a", title("Renamed"), 3_000);

    Asset changed = assets.find("a").orElseThrow();
    assertThat(changed.title()).isEqualTo("Renamed");
    assertThat(changed.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(changed.downloads()).isEqualTo(Downloads.ALLOWED);
    assertThat(changed.priority()).isEqualTo(Priority.HIGH);
  }

  private static AssetChange title(String title) {
    return new AssetChange(
        Optional.of(title), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void findsByWhatATitleHasInIt() {
    add("a", "100% Wolf_Man", 1_000);
    add("b", "Big Buck Bunny", 2_000);
    assets.ready("b", 2_000);

    assertThat(ids("BUCK", Optional.empty(), false)).containsExactly("b");
    assertThat(ids("0%", Optional.empty(), false)).containsExactly("a");
    assertThat(ids("f_m", Optional.empty(), false)).containsExactly("a");
    assertThat(ids("u_k", Optional.empty(), false)).isEmpty();
    assertThat(ids("!", Optional.empty(), false)).isEmpty();
    assertThat(ids(".mkv", Optional.of(AssetState.READY), false)).containsExactly("b");
  }

  @Test
  void showsOthersOnlyWhatTheyMayWatch() {
    for (String id : List.of("a", "b", "c")) {
      add(id, id, 1_000);
    }
    assets.ready("a", 2_000);
    assets.ready("b", 2_000);

    var mine =
        new AssetChange(
            Optional.of("Mine"),
            Optional.of(Visibility.PRIVATE),
            Optional.empty(),
            Optional.empty());
    assertThat(assets.change("b", mine, 3_000)).isTrue();

    assertThat(ids("", Optional.empty(), true)).containsExactly("a");
    assertThat(assets.find("b").orElseThrow().title()).isEqualTo("Mine");
    assertThat(assets.change("z", mine, 3_000)).isFalse();
  }

  @Test
  void keepsRenditionsByKindAndPlace() {
    add("a", "Sintel", 1_000);
    Rendition low = rendition("v240", 1, Rendition.Kind.VIDEO);
    renditions.put(rendition("a-en", 0, Rendition.Kind.AUDIO));
    renditions.put(low);
    renditions.put(rendition("v720", 0, Rendition.Kind.VIDEO));

    assertThat(renditions.of("a"))
        .extracting(Rendition::name)
        .containsExactly("v720", "v240", "a-en");
    renditions.put(low.with(Rendition.State.READY));
    assertThat(renditions.of("a").get(1)).isEqualTo(low.with(Rendition.State.READY));
    assertThat(renditions.remove("a", "v240")).isTrue();
    assertThat(renditions.remove("a", "v240")).isFalse();
    assertThat(renditions.of("a")).hasSize(2);
  }

  @Test
  void knowsFilmsThatWereDoneAndNobodyHasNotedIt() {
    for (String id : List.of("a", "b", "c")) {
      add(id, id, 1_000);
    }
    assertThat(assets.unsettled()).isEmpty();

    for (int i = 0; i < 2; i++) {
      jobs.finish(jobs.claim("me", 1_000, 2_000).orElseThrow(), "me");
    }

    assertThat(assets.unsettled()).containsExactly("a", "b");
    assets.ready("a", 2_000);
    assertThat(assets.unsettled()).containsExactly("a", "b");
    assets.complete("a", 2_000);
    assets.fail("b", "no picture", 2_000);
    assertThat(assets.unsettled()).isEmpty();
  }

  @Test
  void tellsOfAPageOfFilmsAtOnce() {
    for (String id : List.of("a", "b", "c")) {
      add(id, id, 1_000);
    }
    renditions.put(rendition("v720", 0, Rendition.Kind.VIDEO));
    assets.measure("a", 1, "0", List.of(new Chapter(0, "One"), new Chapter(7, "Two")));
    assets.measure("b", 1, "0", List.of(new Chapter(5, "Only")));
    jobs.add(List.of(Job.waiting("v", "a", Job.Kind.VIDEO, "pass-0", 5, 0).of(0, 9)));
    Job read = jobs.claim("me", 1_000, 2_000).orElseThrow();
    jobs.renew(read, "me", 0.25, 3_000);

    var page = List.of("a", "c");

    assertThat(renditions.of(page)).extracting(Rendition::name).containsExactly("v720");
    assertThat(assets.chapters(page))
        .isEqualTo(Map.of("a", List.of(new Chapter(0, "One"), new Chapter(7, "Two"))));
    assertThat(jobs.progress(page))
        .containsExactlyInAnyOrder(
            new JobProgress("a", "", 1, 1, 0.25),
            new JobProgress("a", "pass-0", 1, 9, 0),
            new JobProgress("c", "", 1, 1, 0));
    assertThat(renditions.of(List.of())).isEmpty();
    assertThat(assets.chapters(List.of())).isEmpty();
    assertThat(jobs.progress(List.of())).isEmpty();
  }

  @Test
  void keepsWhatRenditionsAreFor() {
    add("a", "Sintel", 1_000);
    var label =
        new TextLabel(
            Optional.of("pt-BR"),
            Optional.of("Só o necessário"),
            Set.of(Rendition.Role.FORCED, Rendition.Role.DEFAULT));
    Rendition forced = Rendition.text("a", "text-3", 2, label, 1234);
    Rendition audio =
        rendition("a-en", 0, Rendition.Kind.AUDIO).with(Set.of(Rendition.Role.DESCRIPTION));

    renditions.put(forced);
    renditions.put(audio);

    assertThat(renditions.of("a")).containsExactly(forced, audio);
    renditions.put(forced.with(Set.of()));
    assertThat(renditions.of("a").getFirst().roles()).isEmpty();
  }

  @Test
  void forgetsAFilmWithAllThatBelongsToIt() {
    add("a", "Sintel", 1_000);
    renditions.put(rendition("v720", 0, Rendition.Kind.VIDEO));
    positions.put("viewer", "a", 5_000, 1_000);

    assertThat(assets.remove("a")).isTrue();

    assertThat(assets.remove("a")).isFalse();
    assertThat(renditions.of("a")).isEmpty();
    assertThat(jobs.of("a")).isEmpty();
    assertThat(positions.find("viewer", "a")).isEmpty();
  }

  @Test
  void knowsWhereAViewerLeft() {
    add("a", "Sintel", 1_000);

    assertThat(positions.put("viewer", "a", 5_000, 1_000)).isTrue();
    assertThat(positions.put("viewer", "a", 7_000, 2_000)).isTrue();
    assertThat(positions.put("viewer", "none", 7_000, 2_000)).isFalse();

    assertThat(positions.find("viewer", "a")).hasValue(7_000);
    assertThat(positions.find("other", "a")).isEmpty();
    long muchLater = 2_001 + Duration.ofDays(183).toMillis();
    positions.put("other", "a", 9_000, muchLater);
    assertThat(positions.find("viewer", "a")).isEmpty();
    assertThat(positions.find("other", "a")).hasValue(9_000);
  }

  private boolean add(String id, String title, long nowMillis) {
    return assets.add(
        Asset.waiting(id, title, title + ".mkv", 77, nowMillis),
        Job.waiting("read-" + id, id, Job.Kind.READ, "", 0, nowMillis));
  }

  private List<String> ids(String text, Optional<AssetState> state, boolean publicOnly) {
    return assets.list(new AssetQuery(text, state, publicOnly, Optional.empty(), 10)).stream()
        .map(Asset::id)
        .toList();
  }

  private static Rendition rendition(String name, int place, Rendition.Kind kind) {
    return new Rendition(
        "a",
        name,
        place,
        kind,
        "avc1.64001F",
        1280,
        720,
        23.976,
        0,
        2_000_000,
        Optional.of("en"),
        Optional.empty(),
        Set.of(),
        0,
        Rendition.State.MAKING);
  }
}

package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weir.e2e.Signals.Input;
import dev.weir.e2e.Signals.Kind;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Films of all kinds from the file to the screen: every picture of every rendition, picture and
 * sound in step, played to the end by both players.
 */
class FilmKindsTest {
  /** Film time 0 in the files of a film. */
  private static final double ORIGIN_SECONDS = 10;

  private static final double FRAME_SECONDS = 1.0 / SignalClip.FRAME_RATE;
  private static final double ROUNDING_SECONDS = 0.002;
  private static final double IN_STEP_SECONDS = 0.04;
  private static final double PLAYED_SECONDS = 1.5;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static Chromium chromium;
  private static final Map<SignalClip, Path> files = new EnumMap<>(SignalClip.class);
  private static final Map<SignalClip, SentFilm> films = new EnumMap<>(SignalClip.class);

  @BeforeAll
  static void send() throws Exception {
    Path data = folder.resolve("data");
    server = LiveServer.start(data, "transcode.heights=120", "transcode.jobs=2");
    for (SignalClip clip : SignalClip.values()) {
      Path file = clip.make(folder);
      files.put(clip, file);
      films.put(clip, SentFilm.send(server, data, file));
    }
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void isWatchedInStepToItsEnd(SignalClip clip) throws Exception {
    SentFilm film = Objects.requireNonNull(films.get(clip));
    Path file = Objects.requireNonNull(files.get(clip));
    film.awaitMade();
    assertThat(film.renditions()).containsExactlyInAnyOrderElementsOf(clip.renditions());
    Signals sent = sent(clip, file);
    double seconds = Math.max(sent.lastFrame() + FRAME_SECONDS, sent.lastSound());
    String from = "&t=" + (int) (seconds - PLAYED_SECONDS);
    try (FilmViewing hls = watch(film, "hls", from);
        FilmViewing dash = watch(film, "dash", from)) {
      assertRenditionsInStep(clip, film, sent);
      // HLS has no time before its first segment.
      double late = clip.hasPicture() ? sent.firstFrame() : 0;
      assertPlayedToItsEnd(clip, hls, seconds - late, sent.lastFrame() - late);
      assertPlayedToItsEnd(clip, dash, seconds, sent.lastFrame());
    }
  }

  private static FilmViewing watch(SentFilm film, String player, String from) {
    return FilmViewing.open(chromium, player, film.page("player=" + player + from));
  }

  /** Films in MP4 begin at 0, others with what comes first in them. */
  private static Signals sent(SignalClip clip, Path file) throws Exception {
    Kind kind = clip.hasPicture() ? Kind.FILM : Kind.SOUND;
    Signals sent = Signals.of(folder, List.of(new Input(file.toString(), kind))).getFirst();
    return file.toString().matches(".*(mp4|mov)") ? sent : sent.since(probed(file, "start_time"));
  }

  private static double probed(Path file, String entry) {
    List<String> words =
        List.of("-v", "fatal", "-show_entries", "format=" + entry, "-of", "csv=p=0");
    return Double.parseDouble(FfmpegMedia.probe(file, words).strip());
  }

  private static void assertRenditionsInStep(SignalClip clip, SentFilm film, Signals sent)
      throws Exception {
    var inputs = new ArrayList<Input>();
    for (String name : clip.renditions()) {
      Kind kind = name.startsWith("audio") ? Kind.SOUND : Kind.PICTURE;
      inputs.add(new Input(film.playlist(name).toString(), kind));
    }
    List<Signals> seen = Signals.of(folder, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      Signals signals = seen.get(i).since(ORIGIN_SECONDS);
      String name = clip + " " + clip.renditions().get(i);
      if (inputs.get(i).kind() == Kind.SOUND) {
        assertMoments(name, signals.beeps(), sent.beeps(), IN_STEP_SECONDS / 2);
      } else {
        assertMoments(name, signals.flashes(), sent.flashes(), ROUNDING_SECONDS);
        assertThat(signals.frames()).as(name).isEqualTo(sent.frames());
      }
    }
  }

  private static void assertMoments(
      String name, List<Double> seen, List<Double> sent, double slackSeconds) {
    assertThat(sent).as(name).isNotEmpty();
    assertThat(seen).as(name).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(seen.get(i)).as(name).isCloseTo(sent.get(i), within(slackSeconds));
    }
  }

  private static void assertPlayedToItsEnd(
      SignalClip clip, FilmViewing viewing, double seconds, double lastFrame) {
    viewing.awaitEnd();
    String name = clip + " " + viewing;
    assertThat(viewing.durationSeconds()).as(name).isCloseTo(seconds, within(FRAME_SECONDS));
    if (clip.hasPicture()) {
      assertThat(viewing.aspect()).as(name).isCloseTo(clip.aspect(), withinPercentage(2));
      double frames = FRAME_SECONDS + ROUNDING_SECONDS;
      assertThat(viewing.lastPictureSeconds()).as(name).isCloseTo(lastFrame, within(frames));
    }
    assertThat(viewing.soundLagSeconds()).as(name).isCloseTo(0, within(IN_STEP_SECONDS / 2));
    viewing.assertNothingWentWrong();
  }
}

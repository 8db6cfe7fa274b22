package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.text.Cue;
import dev.weir.library.Asset;
import dev.weir.library.AssetState;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Job;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Kind;
import dev.weir.library.Rendition.Role;
import dev.weir.library.TextLabel;
import dev.weir.media.SystemClock;
import dev.weir.testkit.FfmpegMedia;
import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.VideoEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subtitles of films, from the file to the disk and the library, with a real FFmpeg. */
class FilmSubtitlesTest {
  private static final String PICTURE = "-f lavfi -i testsrc2=s=128x72:d=8:r=25";
  private static final String TONES =
      "-f lavfi -i sine=f=440:r=48000:d=8 -f lavfi -i sine=f=880:r=48000:d=8";
  private static final String SRT =
      "1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:05,000 --> 00:00:06,000\nW\u00f6rld\n";
  private static final String VTT =
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n\n00:00:05.000 --> 00:00:06.000\nW\u00f6rld\n";
  private static final TextLabel GERMAN =
      new TextLabel(Optional.of("de"), Optional.empty(), Set.of());

  @TempDir private Path root;
  private Database database;
  private FilmTools tools;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(new DatabaseAddress.Sqlite(root.resolve("library.db")));
    var ladder =
        new LadderConfig(VideoEncoder.H264, Effort.BALANCED, List.of(96), Duration.ofSeconds(4), 1);
    tools = Workshop.tools(root, database, ladder, new SystemClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesOverWhatIsInMatroska() throws Exception {
    Path srt = text("film.srt", SRT.getBytes(StandardCharsets.UTF_8));
    film(
        "film.mkv",
        PICTURE + " " + TONES + " -i " + srt,
        "-map 0:v -map 1:a -map 2:a -map 3:s -map 3:s -map 3:s",
        "-c:v libx264 -preset ultrafast -g 25 -c:a flac -c:s:0 srt -c:s:1 ass -c:s:2 webvtt"
            + " -disposition:a:0 0 -disposition:a:1 default -metadata:s:a:0 language=eng"
            + " -metadata:s:a:1 language=ger -disposition:s:0 forced -disposition:s:1 default"
            + " -disposition:s:2 hearing_impaired -metadata:s:s:0 language=ger"
            + " -metadata:s:s:1 language=fre -metadata:s:s:1 title=Vrai");

    assertThat(make()).isEqualTo(AssetState.READY);

    assertThat(known(Kind.AUDIO))
        .containsExactly(
            "audio-2-mono de [DEFAULT]",
            "audio-2 de [DEFAULT]",
            "audio-1-mono en []",
            "audio-1 en []");
    assertThat(known(Kind.TEXT))
        .containsExactly("text-3 de [FORCED]", "text-4 fr [DEFAULT] Vrai", "text-5  [CAPTION]");
    for (String name : List.of("text-3", "text-4", "text-5")) {
      assertThat(file(name)).isEqualTo(VTT);
    }
  }

  @Test
  void takesOverWhatIsInMp4() throws Exception {
    Path srt = text("film.srt", SRT.getBytes(StandardCharsets.UTF_8));
    film(
        "film.mp4",
        PICTURE + " -i " + srt,
        "-map 0:v -map 1:s -c:v libx264 -preset ultrafast -g 25 -c:s mov_text",
        "-metadata:s:s:0 language=swe");

    assertThat(make()).isEqualTo(AssetState.READY);

    assertThat(known(Kind.TEXT)).containsExactly("text-1 sv [DEFAULT]");
    assertThat(file("text-1")).isEqualTo(VTT);
  }

  @Test
  void takesOverWhatIsBesideTracksThatNoMp4Holds() throws Exception {
    Path srt = text("film.srt", SRT.getBytes(StandardCharsets.UTF_8));
    film(
        "film.mkv",
        PICTURE + " -i " + srt,
        "-map 0:v -map 1:s -c:v libvpx -cpu-used 8 -deadline realtime -c:s srt -metadata:s:s:0",
        "language=und");

    assertThat(make()).isEqualTo(AssetState.READY);

    assertThat(known(Kind.TEXT)).containsExactly("text-1  []");
    assertThat(file("text-1")).isEqualTo(VTT);
  }

  @Test
  void readsLettersOfAnotherEncodingWithinAFilm() throws Exception {
    Path srt = text("film.srt", SRT.getBytes(StandardCharsets.ISO_8859_1));
    film(
        "film.mkv",
        PICTURE + " -i " + srt,
        "-map 0:v -map 1:s -c:v libx264 -preset ultrafast -g 25 -c:s copy",
        "-f matroska");

    assertThat(make()).isEqualTo(AssetState.READY);

    assertThat(file("text-1")).isEqualTo(VTT);
  }

  @Test
  void leavesOutPictures() throws Exception {
    Path srt = text("film.srt", SRT.getBytes(StandardCharsets.UTF_8));
    film(
        "film.mkv",
        PICTURE + " -i " + srt + " -i " + dvb(),
        "-map 0:v -map 2:s -map 1:s -c:v libx264 -preset ultrafast -g 25 -c:s:0 copy -c:s:1 srt",
        "-y");

    assertThat(make()).isEqualTo(AssetState.READY);

    assertThat(known(Kind.TEXT)).containsExactly("text-2  []");
  }

  /** Subtitles of pictures: FFmpeg makes none of text, but of other pictures. */
  private Path dvb() throws IOException {
    // SUP (PGS): a presentation composition segment and an end, without an object.
    byte[] file = new byte[0];
    var out = new java.io.ByteArrayOutputStream();
    out.write(segment(0x16, new byte[] {0, (byte) 128, 0, 72, 0x10, 0, 0, (byte) 0x80, 0, 0, 0}));
    out.write(segment(0x80, file));
    return text("film.sup", out.toByteArray());
  }

  private static byte[] segment(int type, byte[] body) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    out.write(new byte[] {'P', 'G', 0, 1, 0x5f, (byte) 0x90, 0, 0, 0, 0, (byte) type});
    out.write(new byte[] {0, (byte) body.length});
    out.write(body);
    return out.toByteArray();
  }

  @Test
  void addsAndRemovesThem() throws Exception {
    FilmSubtitles subtitles = tools.subtitles();
    add("a", "film.mkv");
    var cues = List.of(new Cue(1000, 2500, "", "Hello"));

    Rendition added = subtitles.add("a", GERMAN, cues).orElseThrow();

    assertThat(added.name()).matches("text-de-[0-9a-f]{10}");
    assertThat(file(added.name())).isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n");
    assertThat(added.sizeBytes()).isEqualTo(file(added.name()).length());
    assertThat(tools.renditions().of("a")).containsExactly(added);
    assertThat(subtitles.remove("a", added.name())).isTrue();
    assertThat(subtitles.remove("a", added.name())).isFalse();
    assertThat(tools.renditions().of("a")).isEmpty();
    assertThat(root.resolve("media/vod/a/" + added.name() + "/all.vtt")).doesNotExist();
    assertThat(subtitles.add("b", GERMAN, cues)).isEmpty();
  }

  @Test
  void theSameSubtitlesAreAddedOnce() throws Exception {
    FilmSubtitles subtitles = tools.subtitles();
    add("a", "film.mkv");
    var cues = List.of(new Cue(1000, 2500, "", "Hello"));
    var french = new TextLabel(Optional.of("fr"), Optional.empty(), Set.of(Role.DEFAULT));
    var titled = new TextLabel(Optional.of("de"), Optional.of("Deutsch"), Set.of(Role.DEFAULT));

    subtitles.add("a", GERMAN, cues);
    subtitles.add("a", french, cues);
    subtitles.add("a", titled, cues);

    assertThat(known(Kind.TEXT))
        .extracting(told -> told.replaceAll("-[0-9a-f]{10}", ""))
        .containsExactly("text-de de [DEFAULT] Deutsch", "text-fr fr []");
  }

  @Test
  void replacesWhatAnAttemptBeforeHasLeft() throws Exception {
    add("a", "film.mkv");
    Path left = root.resolve("media/vod/a/text-3/all.vtt");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "WEBVTT\n\nhalf of it");

    tools.subtitles().keep("a", "text-3", 0, GERMAN, List.of(new Cue(0, 1, "", "Hello")));

    assertThat(file("text-3")).isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:00.001\nHello\n");
  }

  @Test
  void aFilmThatIsRefusedKeepsItsReason() throws Exception {
    Files.writeString(tools.files().original("a"), "Once upon a time there was a film.");
    add("a", "story.mp4");
    tools.subtitles().add("a", GERMAN, List.of(new Cue(1000, 2500, "", "Hello")));

    assertThat(make()).isEqualTo(AssetState.FAILED);

    assertThat(tools.assets().find("a").orElseThrow().reason().orElseThrow())
        .contains(": it is text. Send the film itself");
  }

  private Path text(String name, byte[] octets) throws IOException {
    return Files.write(root.resolve(name), octets);
  }

  private void film(String name, String inputs, String tracks, String options) throws IOException {
    Path made = root.resolve(name);
    var words = new ArrayList<String>();
    Stream.of(inputs, tracks, options).forEach(part -> words.addAll(List.of(part.split(" "))));
    FfmpegMedia.make(made, words);
    Files.move(made, tools.files().original("a"));
    add("a", name);
  }

  private void add(String id, String name) {
    tools
        .assets()
        .add(
            Asset.waiting(id, name, name, 1, 0),
            Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 0));
  }

  /** Until it can be watched, or has failed. */
  private AssetState make() throws IOException {
    try (var _ = FilmWorkers.start(tools, "test", 2)) {
      while (true) {
        AssetState state = tools.assets().find("a").orElseThrow().state();
        if (state == AssetState.READY || state == AssetState.FAILED) {
          return state;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private List<String> known(Kind kind) {
    return tools.renditions().of("a").stream()
        .filter(rendition -> rendition.kind() == kind)
        .map(FilmSubtitlesTest::told)
        .toList();
  }

  private static String told(Rendition rendition) {
    String label = rendition.label().map(title -> " " + title).orElse("");
    return "%s %s %s%s"
        .formatted(rendition.name(), rendition.language().orElse(""), rendition.roles(), label);
  }

  private String file(String name) throws IOException {
    return Files.readString(root.resolve("media/vod/a/" + name + "/all.vtt"));
  }
}

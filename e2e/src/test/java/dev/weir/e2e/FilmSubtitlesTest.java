package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.FilterOptions;
import dev.weir.server.importing.ServerAccess;
import dev.weir.server.importing.ServerAccess.Door;
import dev.weir.testkit.FfmpegMedia;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Subtitles from files of all kinds to the screen: within films, beside them, and sent by
 * themselves.
 */
class FilmSubtitlesTest {
  private static final String PICTURE =
      "-f lavfi -i testsrc2=s=320x180:d=12:r=25 -f lavfi -i sine=f=440:r=48000:d=12"
          + " -f lavfi -i sine=f=880:r=48000:d=12";
  private static final String CODECS = "-c:v libx264 -preset ultrafast -g 50 -c:a aac";

  /** The cue that the element shows just now, as {@code START END TEXT}. */
  private static final String SHOWN =
      """
      wanted => {
        const video = document.querySelector('video');
        const shown = [...(video?.textTracks ?? [])].filter(({ mode }) => mode === 'showing');
        const cues = shown.flatMap(({ activeCues }) => [...(activeCues ?? [])]);
        return cues.find(({ text }) => text.includes(wanted));
      }
      """;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static String matroska;
  private static String mp4;
  private static String foreign;

  @BeforeAll
  static void send() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    Path forced = srt("forced.srt", "00:00:02,000 --> 00:00:03,500", "Verboten");
    Path full = srt("full.srt", "00:00:05,000 --> 00:00:06,500", "Tout est dit");
    Path film = folder.resolve("film.mkv");
    make(
        film,
        PICTURE + " -i " + forced + " -i " + full,
        "-map 0:v -map 1:a -map 2:a -map 3:s -map 4:s " + CODECS + " -c:s:0 srt -c:s:1 ass",
        "-metadata:s:a:0 language=eng -metadata:s:a:1 language=ger -disposition:a:0 0"
            + " -disposition:a:1 default -metadata:s:s:0 language=ger -disposition:s:0 forced"
            + " -metadata:s:s:1 language=fre -disposition:s:1 default");
    srt("film.sv.sdh.srt", "00:00:08,000 --> 00:00:09,500", "(dörren slår)");
    matroska = imported(film);
    Path second = folder.resolve("second.mp4");
    make(second, PICTURE + " -i " + full, "-map 0:v -map 1:a -map 3:s " + CODECS, "-c:s mov_text");
    mp4 = imported(second);
    Path third = folder.resolve("third.mkv");
    make(
        third,
        PICTURE + " -i " + forced,
        "-map 0:v -map 1:a -map 2:a -map 3:s " + CODECS + " -c:s srt -disposition:s:0 forced",
        "-metadata:s:a:0 language=ger -metadata:s:a:1 language=eng -metadata:s:s:0 language=ger"
            + " -disposition:a:0 default -disposition:a:1 0");
    foreign = imported(third);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path srt(String name, String times, String text) throws Exception {
    return Files.writeString(folder.resolve(name), "1\n" + times + "\n" + text + "\n");
  }

  private static void make(Path film, String... words) {
    FfmpegMedia.make(
        film, Arrays.stream(words).flatMap(some -> Arrays.stream(some.split(" "))).toList());
  }

  private static String imported(Path film) throws Exception {
    String data = folder.resolve("data").toString();
    try (var client = ImportProcess.start("--data", data, "--wait", film.toString())) {
      assertThat(client.await()).as(client.complaints()).isZero();
      String said = client.said().strip();
      return said.substring(said.lastIndexOf('/') + 1);
    }
  }

  @Test
  void playlistsTellWhatTheFileHasToldOfItsTracks() throws Exception {
    List<String> media =
        server
            .get("/vod/" + matroska + "/index.m3u8")
            .body()
            .lines()
            .filter(line -> line.startsWith("#EXT-X-MEDIA:"))
            .toList();

    assertThat(media).hasSize(5);
    assertThat(media)
        .anySatisfy(line ->
            assertThat(line)
                .contains("TYPE=AUDIO", "LANGUAGE=\"de\"", "DEFAULT=YES", "AUTOSELECT=YES"));
    assertThat(media)
        .anySatisfy(
            line -> assertThat(line).contains("TYPE=AUDIO", "LANGUAGE=\"en\"", "DEFAULT=NO"));
    assertThat(media)
        .anySatisfy(line ->
            assertThat(line)
                .contains("TYPE=SUBTITLES", "LANGUAGE=\"de\"", "DEFAULT=NO", "FORCED=YES"));
    assertThat(media)
        .anySatisfy(line ->
            assertThat(line)
                .contains("TYPE=SUBTITLES", "LANGUAGE=\"fr\"", "DEFAULT=YES", "FORCED=NO"));
    assertThat(media)
        .anySatisfy(line ->
            assertThat(line)
                .contains("TYPE=SUBTITLES", "LANGUAGE=\"sv\"", "transcribes-spoken-dialog"));
  }

  @Test
  void theManifestTellsTheSame() throws Exception {
    String manifest = server.get("/vod/" + matroska + "/index.mpd").body();

    assertThat(set(manifest, "audio", "de")).contains("value=\"main\"");
    assertThat(set(manifest, "audio", "en")).contains("value=\"alternate\"");
    assertThat(set(manifest, "text", "de"))
        .contains("value=\"subtitle\"", "value=\"forced-subtitle\"")
        .doesNotContain("value=\"main\"");
    assertThat(set(manifest, "text", "fr")).contains("value=\"subtitle\"", "value=\"main\"");
    assertThat(set(manifest, "text", "sv")).contains("value=\"caption\"");
  }

  private static String set(String manifest, String type, String language) {
    return Arrays.stream(manifest.split("<AdaptationSet"))
        .filter(set -> set.contains("contentType=\"" + type + "\""))
        .filter(set -> set.contains("lang=\"" + language + "\""))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void whatIsDefaultIsShownAndTheOthersCanBeChosen(String player) throws Exception {
    try (Chromium chromium = Chromium.start();
        WatchPage watching = watch(chromium, matroska, player)) {
      assertShown(watching, 5.0, 6.5, "Tout est dit");

      choose(watching, "subtitles", "Off");
      assertShown(watching, 2.0, 3.5, "Verboten");
      choose(watching, "sound", "English");
      watching.await("wanted => !(" + SHOWN + ")(wanted)", "Verboten");
      choose(watching, "subtitles", "Svenska CC");
      assertShown(watching, 8.0, 9.5, "(dörren slår)");
      watching.keepScreenshot("subtitles-" + player);
      assertThat(watching.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void forcedSubtitlesGoWithTheirSound(String player) throws Exception {
    try (Chromium chromium = Chromium.start();
        WatchPage watching = watch(chromium, foreign, player)) {
      assertShown(watching, 2.0, 3.5, "Verboten");

      choose(watching, "sound", "English");

      watching.await("wanted => !(" + SHOWN + ")(wanted)", "Verboten");
      choose(watching, "sound", "Deutsch");
      watching.await(SHOWN, "Verboten");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void textOfAnMp4IsShown(String player) throws Exception {
    try (Chromium chromium = Chromium.start();
        WatchPage watching = watch(chromium, mp4, player)) {
      assertShown(watching, 5.0, 6.5, "Tout est dit");
    }
  }

  @Test
  void whatIsSentAfterwardsIsThereUntilItIsTakenAway() throws Exception {
    byte[] vtt = "WEBVTT\n\n00:01.000 --> 00:02.500\nEtter på\n".getBytes(StandardCharsets.UTF_8);
    String path = "/api/v1/assets/" + mp4 + "/subtitles";

    var added = ask(path + "?language=no&label=Norsk", vtt);

    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    try (Chromium chromium = Chromium.start()) {
      for (String player : List.of("hls", "dash")) {
        try (WatchPage watching = watch(chromium, mp4, player)) {
          choose(watching, "subtitles", "Norsk");
          assertShown(watching, 1.0, 2.5, "Etter på");
        }
      }
    }
    String name = added.body().replaceAll(".*\"name\":\"([^\"]+)\".*", "$1");
    assertThat(ask(path + "/" + name, new byte[0]).statusCode()).isEqualTo(204);
    assertThat(server.get("/vod/" + mp4 + "/index.m3u8").body()).doesNotContain("Norsk");
    assertThat(server.get("/vod/" + mp4 + "/index.mpd").body()).doesNotContain("Norsk");
    assertThat(server.get("/vod/" + mp4 + "/" + name + "/all.vtt").statusCode()).isEqualTo(404);
  }

  /** Sends {@code body}, or takes away where there is none. */
  private static HttpResponse<String> ask(String path, byte[] body) throws Exception {
    Door door = new ServerAccess.Local(folder.resolve("data")).now();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(door.url() + path))
            .header("Authorization", "Bearer " + door.token());
    HttpRequest wanted =
        body.length == 0
            ? request.DELETE().build()
            : request.POST(BodyPublishers.ofByteArray(body)).build();
    return server.client().send(wanted, BodyHandlers.ofString());
  }

  @Test
  void ffmpegReadsThemBack() throws Exception {
    String media = server.get("/vod/" + matroska + "/index.m3u8").body();
    String french =
        media
            .lines()
            .filter(line -> line.contains("TYPE=SUBTITLES") && line.contains("LANGUAGE=\"fr\""))
            .map(line -> line.replaceAll(".*URI=\"([^\"]+)\".*", "$1"))
            .findFirst()
            .orElseThrow();
    Path back = folder.resolve("back.srt");

    FfmpegMedia.make(
        back, List.of("-i", server.http("/vod/" + matroska + "/" + french).toString()));

    assertThat(Files.readString(back)).contains("Tout est dit");
    assertThat(Files.readString(back).split("-->")).hasSize(2);
  }

  private static WatchPage watch(Chromium chromium, String asset, String player) {
    WatchPage watching =
        WatchPage.open(
            chromium.newContext(
                new NewContextOptions().setViewportSize(1280, 800).setLocale("en-US")),
            server.http("/watch/vod/" + asset + "?player=" + player));
    watching.await("() => document.querySelector('video')?.currentTime > 0.2", null);
    watching.page().evaluate("document.querySelector('video').pause()");
    return watching;
  }

  private static void choose(WatchPage watching, String menu, String label) {
    watching.page().evaluate("document.querySelector('video').pause()");
    watching.page().mouse().move(600, 300);
    watching.page().mouse().move(640, 320);
    watching.page().getByTestId("settings").click();
    watching.page().getByTestId("menu-" + menu).click();
    watching
        .page()
        .locator("[role=menuitemradio]")
        .filter(new FilterOptions().setHasText(label))
        .click();
  }

  private static void assertShown(WatchPage watching, double from, double to, String text) {
    double middle = (from + to) / 2;
    watching.page().evaluate("at => { document.querySelector('video').currentTime = at }", middle);
    watching.await(SHOWN, text);
    String times =
        "wanted => { const { startTime, endTime } = ("
            + SHOWN
            + ")(wanted);"
            + " return [startTime, endTime] }";
    var shown = (List<?>) watching.page().evaluate(times, text);
    assertThat(((Number) shown.get(0)).doubleValue()).isCloseTo(from, within(0.05));
    assertThat(((Number) shown.get(1)).doubleValue()).isCloseTo(to, within(0.05));
  }
}

package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.Frames.Source;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FFmpeg publishes what only Enhanced RTMP carries, all at once and some of it over TLS; when it
 * has ended, FFmpeg reads back all that it sent.
 */
class EnhancedRtmpTest {
  private static final int SECONDS = 6;
  private static final int FRAMES = SECONDS * 25;

  private static final String PICTURE = "testsrc2=size=160x96:rate=25";
  private static final String TONE = "sine=frequency=440:sample_rate=48000";
  private static final String OTHER_TONE = "sine=frequency=660:sample_rate=48000";

  private static final String H264 = "-c:v libx264 -preset ultrafast -bf 0";

  /** By the stream's name: what follows the inputs, a picture and two tones. */
  private static final Map<String, String> STREAMS = streams();

  private static final Set<String> OVER_TLS = Set.of("hevc-aac", "av1-opus");

  @TempDir private static Path folder;
  private static LiveServer server;

  private static Map<String, String> streams() {
    String both = "-map 0 -map 1 ";
    var streams = new LinkedHashMap<String, String>();
    streams.put(
        "hevc-aac",
        both + "-c:v libx265 -preset ultrafast -x265-params log-level=none:bframes=2 -c:a aac");
    streams.put("av1-opus", both + "-c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libopus");
    streams.put("vp9-opus", both + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus");
    streams.put("h264-ac3", both + H264 + " -c:a ac3");
    streams.put("h264-eac3", both + H264 + " -c:a eac3");
    streams.put("h264-flac", both + H264 + " -c:a flac");
    streams.put("h264-mp3", both + H264 + " -c:a libmp3lame");
    streams.put("languages", both + "-map 2 " + H264 + " -c:a aac");
    streams.put("codecs", both + "-map 1 " + H264 + " -c:a:0 aac -c:a:1 libopus");
    streams.put("ladder", "-map 0 -map 0 -map 1 " + H264 + " -s:v:1 80x48 -c:a aac");
    return streams;
  }

  @BeforeAll
  static void publishAllAtOnce() throws Exception {
    server = LiveServer.start(folder.resolve("data"), "live.grace=1s");
    for (var stream : STREAMS.entrySet()) {
      FfmpegMedia.make(file(stream.getKey()), arguments(stream.getValue()));
    }
    var publishers = new LinkedHashMap<String, Publisher>();
    for (String stream : STREAMS.keySet()) {
      String url = OVER_TLS.contains(stream) ? server.rtmps(stream) : server.rtmp(stream);
      publishers.put(stream, Publisher.ofFile(file(stream), url));
    }
    for (var publisher : publishers.entrySet()) {
      try (Publisher ending = publisher.getValue()) {
        assertThat(ending.awaitEnd()).as(publisher.getKey() + ending.complaints()).isZero();
      }
    }
    assertThat(server.metric("weir_tcp_connections_accepted_total{listener=\"rtmps\"}"))
        .isEqualTo(OVER_TLS.size());
  }

  private static List<String> arguments(String outputs) {
    var arguments = new ArrayList<String>();
    for (String source : List.of(PICTURE, TONE, OTHER_TONE)) {
      arguments.addAll(List.of("-f", "lavfi", "-i", source));
    }
    arguments.addAll(List.of(outputs.split(" ", -1)));
    String rest = "-ac 2 -pix_fmt yuv420p -g 25 -t " + SECONDS;
    arguments.addAll(List.of(rest.split(" ", -1)));
    return arguments;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "hevc-aac, hvc1., mp4a.40.2, 1024",
    "av1-opus, av01.0., Opus, 960",
    "vp9-opus, vp09.00., Opus, 960",
    "h264-ac3, avc1., ac-3, 1536",
    "h264-eac3, avc1., ec-3, 1536",
    "h264-flac, avc1., fLaC, 4608",
    "h264-mp3, avc1., mp4a.40.34, 1152",
  })
  void everyCodecComesBack(String stream, String video, String audio, int frameSamples)
      throws Exception {
    awaitEnd(stream);
    Frames pictures = Frames.pictures(Source.file(file(stream)));
    Frames sound = Frames.audioPackets(Source.file(file(stream))).from(0);

    Frames hlsPictures = Frames.pictures(Source.hls(server, stream));
    Frames dashPictures = Frames.pictures(Source.dash(server, stream));
    Frames hlsSound = Frames.audioPackets(Source.hls(server, stream));
    Frames dashSound = Frames.audioPackets(Source.dash(server, stream));

    System.out.printf(
        "%s: %d pictures sent, %d by HLS, %d by DASH; %d packets of sound sent, %d, %d%n",
        stream,
        pictures.count(),
        hlsPictures.count(),
        dashPictures.count(),
        sound.count(),
        hlsSound.count(),
        dashSound.count());
    assertThat(pictures.count()).isEqualTo(FRAMES);
    hlsPictures.assertContinues(pictures, 3600, "1/90000");
    dashPictures.assertContinues(pictures, 3600, "1/90000");
    assertThat(hlsSound.hashes()).isNotEmpty().isEqualTo(dashSound.hashes());
    assertThat(sound.hashes()).endsWith(hlsSound.hashes().toArray(String[]::new));
    assertThat(sound.count() - hlsSound.count()).as("before the first picture").isBetween(0, 4);
    assertThat(hlsSound.stepsTicks().subList(0, hlsSound.count() - 2))
        .containsOnly((long) frameSamples);
    String multivariant = new CheckedPlaylists(server, stream).multivariant();
    assertThat(multivariant).contains(video).contains("," + audio + "\"");
    assertThat(new CheckedPlaylists(server, stream).manifest())
        .contains("codecs=\"" + video)
        .contains("codecs=\"" + audio + "\"");
  }

  @Test
  void twoLanguagesAreTwoRenditionsOfOneGroup() throws Exception {
    awaitEnd("languages");

    String multivariant = new CheckedPlaylists(server, "languages").multivariant();
    String manifest = new CheckedPlaylists(server, "languages").manifest();

    System.out.println(multivariant);
    assertThat(multivariant)
        .contains("GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES")
        .contains("GROUP-ID=\"audio\",NAME=\"audio-2\",DEFAULT=NO")
        .containsOnlyOnce("#EXT-X-STREAM-INF");
    assertThat(manifest)
        .contains("<AdaptationSet id=\"2\" contentType=\"audio\"")
        .contains("<AdaptationSet id=\"4\" contentType=\"audio\"");
    Source first = rendition("languages", "audio");
    Source second = rendition("languages", "audio-2");
    List<String> sent = Frames.audioPackets(Source.file(file("languages"))).hashes();
    assertThat(Frames.audioPackets(first).hashes())
        .isNotEmpty()
        .isNotEqualTo(Frames.audioPackets(second).hashes())
        .hasSameSizeAs(Frames.audioPackets(second).hashes());
    assertThat(sent).containsAll(Frames.audioPackets(first).hashes());
  }

  @Test
  void soundInTwoCodecsIsTwoGroups() throws Exception {
    awaitEnd("codecs");

    String multivariant = new CheckedPlaylists(server, "codecs").multivariant();

    assertThat(multivariant)
        .contains("GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES")
        .contains("GROUP-ID=\"audio-2\",NAME=\"audio-2\",DEFAULT=YES")
        .contains(",mp4a.40.2\"")
        .contains(",Opus\"");
    assertThat(multivariant.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
        .hasSize(2);
  }

  @Test
  void twoSizesAreALadderThatIsCutAtTheSameMoments() throws Exception {
    awaitEnd("ladder");

    String multivariant = new CheckedPlaylists(server, "ladder").multivariant();
    String manifest = new CheckedPlaylists(server, "ladder").manifest();
    Frames large = Frames.pictures(rendition("ladder", "video"));
    Frames small = Frames.pictures(rendition("ladder", "video-2"));

    System.out.println(multivariant);
    System.out.println(manifest);
    assertThat(multivariant)
        .contains("#EXT-X-INDEPENDENT-SEGMENTS")
        .contains("RESOLUTION=160x96")
        .contains("RESOLUTION=80x48");
    assertThat(manifest).containsOnlyOnce("contentType=\"video\"").contains("startWithSAP");
    assertThat(large.count()).isEqualTo(FRAMES);
    assertThat(small.count()).isEqualTo(FRAMES);
    assertThat(small.stepsTicks()).containsOnly(3600L);
    assertThat(media("ladder", "video-2").lines().filter(line -> line.startsWith("#EXTINF")))
        .containsExactlyElementsOf(
            media("ladder", "video").lines().filter(line -> line.startsWith("#EXTINF")).toList());
  }

  private static Source rendition(String stream, String name) {
    return new Source(
        List.of("-live_start_index", "0"),
        server.http("/live/" + stream + "/" + name + "/index.m3u8").toString(),
        List.of());
  }

  private static String media(String stream, String rendition) throws Exception {
    return server.get("/live/" + stream + "/" + rendition + "/index.m3u8").body();
  }

  private static void awaitEnd(String stream) throws Exception {
    var playlists = new CheckedPlaylists(server, stream);
    Eventually.until("the end of " + stream, () -> playlists.media("video", "").isEnded());
  }

  private static Path file(String stream) {
    return folder.resolve(stream + ".flv");
  }
}

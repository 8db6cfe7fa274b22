package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.flv.FlvFile;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.media.Bytes;
import dev.weir.testkit.FfmpegMedia;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HE-AAC from a publisher to viewers. No encoder of it is at hand: so it is AAC-LC of half the rate
 * under the configuration of HE-AAC, of which a decoder makes the whole rate just so.
 */
@Execution(ExecutionMode.CONCURRENT)
class HeAacTest {
  private static final int SEQUENCE_HEADER = 0;
  private static final int AAC = 10;
  private static final Pattern HEADER = Pattern.compile("#EXT-X-MAP:URI=\"([^\"]*)\"");

  @TempDir private Path folder;

  /** The configuration: SBR of 48 kHz around 24 kHz, before and behind it, without and with PS. */
  @ParameterizedTest
  @CsvSource({
    "131056e598, 2, mp4a.40.5",
    "2b118800, 2, mp4a.40.5",
    "130856e59d4880, 1, mp4a.40.29",
    "eb098800, 1, mp4a.40.29",
  })
  void isOfferedAsWhatItIs(String configuration, int coreChannels, String codec) throws Exception {
    FlvFile media = published(Bytes.ofHex(configuration), coreChannels);
    try (var server = LiveServer.start(folder.resolve("data"));
        var publisher = RawPublisher.start(server.rtmpPort(), "he", media)) {
      Eventually.until("a manifest", () -> server.get("/live/he/index.mpd").statusCode() == 200);

      var playlists = new CheckedPlaylists(server, "he");
      assertThat(publisher.isOnAir()).isTrue();
      assertThat(playlists.multivariant()).contains("CODECS=\"" + codec + "\"");
      assertThat(playlists.manifest())
          .contains("codecs=\"" + codec + "\"")
          .contains("audioSamplingRate=\"48000\"")
          .contains("timescale=\"24000\"");
      assertThat(server.get("/api/v1/live").body())
          .contains("\"codec\":\"" + codec + "\"")
          .contains("\"sampleRate\":48000")
          .contains("\"channels\":2");
      assertThat(probe(firstSegment(server))).isEqualTo("aac,48000,2,1/24000");
      assertThat(probe(played(server))).isEqualTo("aac,48000,2,1/1000");
    }
  }

  private FlvFile published(Bytes configuration, int channels) throws Exception {
    Path file =
        FfmpegMedia.make(
            folder.resolve("lc.flv"),
            List.of(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=24000",
                "-t",
                "4",
                "-c:a",
                "aac",
                "-ac",
                Integer.toString(channels)));
    FlvFile plain = FlvFile.parse(Bytes.wrap(Files.readAllBytes(file)));
    return new FlvFile(plain.tags().stream().map(tag -> under(configuration, tag)).toList());
  }

  /** AACAUDIODATA, FLV 10.1 §E.4.2.2. */
  private static FlvTag under(Bytes configuration, FlvTag tag) {
    Bytes body = tag.body();
    boolean isConfiguration =
        tag.type() == FlvTagType.AUDIO && body.at(0) >> 4 == AAC && body.at(1) == SEQUENCE_HEADER;
    return isConfiguration
        ? new FlvTag(
            tag.type(),
            tag.timestampMillis(),
            Bytes.concat(List.of(body.slice(0, 2), configuration)))
        : tag;
  }

  private Path firstSegment(LiveServer server) throws Exception {
    URI playlist = server.http("/live/he/audio/index.m3u8");
    String text = server.get(playlist.getPath()).body();
    var header = HEADER.matcher(text);
    assertThat(header.find()).isTrue();
    String segment = MediaPlaylist.parse(text).completeSegments().getFirst().uri();
    var whole =
        List.of(
            Bytes.wrap(server.getBytes(playlist.resolve(header.group(1))).body()),
            Bytes.wrap(server.getBytes(playlist.resolve(segment)).body()));
    return Files.write(folder.resolve("segment.mp4"), Bytes.concat(whole).toArray());
  }

  private static String probe(Path media) {
    return FfmpegMedia.probe(
            media,
            List.of(
                "-show_entries",
                "stream=codec_name,sample_rate,channels,time_base",
                "-of",
                "csv=p=0"))
        .strip();
  }

  /** What comes to a player over RTMP. */
  private Path played(LiveServer server) {
    return FfmpegMedia.make(
        folder.resolve("played.flv"), List.of("-i", server.rtmp("he"), "-t", "2", "-c", "copy"));
  }
}

package dev.weir.container.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebVttWriterTest {
  private static final List<Cue> CUES =
      List.of(
          new Cue(0, 1500, "", "one"),
          new Cue(1000, 7000, "line:0 align:start", "<i>two</i>\n&amp; more"),
          new Cue(6000, 7000, "", "three"),
          new Cue(360_000_000, 360_001_000, "", "four"));

  @Test
  void writesAFile() {
    assertThat(WebVttWriter.file(CUES))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:01.500
            one

            00:00:01.000 --> 00:00:07.000 line:0 align:start
            <i>two</i>
            &amp; more

            00:00:06.000 --> 00:00:07.000
            three

            100:00:00.000 --> 100:00:01.000
            four
            """);
  }

  @Test
  void repeatsInEachSegmentWhatIsShownInIt() {
    assertThat(WebVttWriter.segment(CUES, 1500, 6000, 10_000))
        .isEqualTo(
            """
            WEBVTT
            X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000

            00:00:01.000 --> 00:00:07.000 line:0 align:start
            <i>two</i>
            &amp; more
            """);
    assertThat(WebVttWriter.segment(CUES, 6000, 12_000, 10_000)).contains("two").contains("three");
  }

  @Test
  void writesSegmentsWithoutCues() {
    assertThat(WebVttWriter.segment(CUES, 20_000, 26_000, 10_000))
        .isEqualTo("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n");
  }

  @Test
  void countsAsTransportStreamsDo() {
    long wrapMillis = (1L << 33) / 90;

    assertThat(WebVttWriter.segment(CUES, 0, 1, wrapMillis + 10_000)).contains("MPEGTS:899");
  }

  @Test
  void readsWhatItWrites() throws MediaFormatException {
    String file = WebVttWriter.file(CUES);

    assertThat(Subtitles.read(Bytes.wrap(file.getBytes(StandardCharsets.UTF_8)))).isEqualTo(CUES);
  }

  /** What FFmpeg makes SRT of reads the same. */
  @Test
  void isReadByFfmpeg(@TempDir Path folder) throws IOException, MediaFormatException {
    Path vtt = Files.writeString(folder.resolve("a.vtt"), WebVttWriter.file(CUES.subList(0, 3)));

    Path srt = FfmpegMedia.make(folder.resolve("a.srt"), List.of("-i", vtt.toString()));

    List<Cue> read = Subtitles.read(Bytes.wrap(Files.readAllBytes(srt)));
    assertThat(read)
        .extracting(Cue::text)
        .isEqualTo(CUES.subList(0, 3).stream().map(Cue::text).toList());
    assertThat(read).extracting(Cue::startMillis).containsExactly(0L, 1000L, 6000L);
  }
}

package dev.weir.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.MediaFormatException;
import dev.weir.testkit.FfmpegMedia;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NutReaderTest {
  @TempDir private static Path folder;
  private static byte[] file = {};

  /** Two streams in other ticks, with more than a megabyte, after which headers come again. */
  @BeforeAll
  static void makeFile() throws IOException {
    Path nut =
        FfmpegMedia.make(
            folder.resolve("two.nut"),
            List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=320x180:r=30:d=4,noise=alls=40:allf=t",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x36:r=25:d=4",
                "-map",
                "0",
                "-map",
                "1",
                "-c:v:0",
                "libx264",
                "-preset",
                "ultrafast",
                "-qp",
                "10",
                "-bf",
                "0",
                "-c:v:1",
                "rawvideo"));
    file = Files.readAllBytes(nut);
  }

  @Test
  void readsWhatFfprobeReads() throws Exception {
    var nut = new NutReader(new ByteArrayInputStream(file));

    assertThat(nut.open()).isTrue();

    assertThat(file.length).isGreaterThan(1 << 20);
    assertThat(nut.streams()).extracting(NutStream::fourCc).first().isEqualTo("H264");
    assertThat(nut.streams().getFirst().ticksOf(30)).isEqualTo(2048);
    assertThat(lines(nut)).isEqualTo(probed());
  }

  private static List<String> lines(NutReader nut) throws IOException, MediaFormatException {
    var lines = new ArrayList<String>();
    for (Optional<NutReader.Frame> next = nut.next(); next.isPresent(); next = nut.next()) {
      NutReader.Frame frame = next.get();
      lines.add(
          "%d,%d,%d,%s"
              .formatted(
                  frame.stream(),
                  frame.ptsTicks(),
                  frame.payload().length(),
                  frame.keyframe() ? "K" : "_"));
    }
    return lines;
  }

  private static List<String> probed() {
    var entries = "packet=stream_index,pts,size,flags";
    return FfmpegMedia.probe(
            folder.resolve("two.nut"), List.of("-show_entries", entries, "-of", "csv=p=0"))
        .lines()
        .map(line -> line.substring(0, line.lastIndexOf(',') + 2))
        .toList();
  }

  @Test
  void hasNothingToTellOfNoInput() throws Exception {
    assertThat(new NutReader(new ByteArrayInputStream(new byte[0])).open()).isFalse();
  }

  @Test
  void refusesWhatIsNoNut() {
    var nut = new NutReader(new ByteArrayInputStream(new byte[100]));

    assertThatThrownBy(nut::open).isInstanceOf(MediaFormatException.class);
  }

  @Test
  void tellsOfAFileThatIsCutOffWithinAPacket() {
    byte[] cut = Arrays.copyOf(file, 200_000);

    assertThatThrownBy(() -> readAll(cut))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("ends within a packet");
  }

  @Test
  void refusesAPacketThatWouldFillTheMemory() {
    byte[] id = Arrays.copyOf(file, 25);
    byte[] endless = {'N', 'M', 0, 0, 0, 0, 0, 0, -1, -1, -1, 0x7F};
    byte[] joined = Arrays.copyOf(id, id.length + endless.length);
    System.arraycopy(endless, 0, joined, id.length, endless.length);

    assertThatThrownBy(() -> readAll(joined))
        .isInstanceOf(MediaFormatException.class)
        .hasMessageContaining("length of a packet");
  }

  /** Whatever is wrong: an error in words, within bounded time and memory. */
  @Test
  void survivesChangedOctets() throws Exception {
    var random = new Random(20261122);
    List<byte[]> changed =
        Stream.generate(() -> changed(Arrays.copyOf(file, 40_000), random)).limit(2000).toList();

    for (byte[] octets : changed) {
      try {
        readAll(octets);
      } catch (MediaFormatException | EOFException told) {
        assertThat(told.getMessage()).isNotEmpty();
      }
    }
  }

  private static byte[] changed(byte[] octets, Random random) {
    for (int i = 0; i < 3; i++) {
      octets[random.nextInt(random.nextBoolean() ? 400 : octets.length)] = (byte) random.nextInt();
    }
    return octets;
  }

  private static void readAll(byte[] octets) throws IOException, MediaFormatException {
    var nut = new NutReader(new ByteArrayInputStream(octets));
    if (nut.open()) {
      lines(nut);
    }
  }
}

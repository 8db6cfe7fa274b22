package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpTest {
  @Test
  void showsTracksAndSamples() {
    var track = new Track(2, 48_000, new AacConfig(2, 48_000, 2, 1024, Bytes.ofHex("1190")));
    var sample = new MediaSample(2, 10, -3, 5, true, List.of(Bytes.of(1, 2), Bytes.of(3)));

    DumpAssertions.assertDump(
        Dump.track(track) + Dump.samples(List.of(sample)), "track-and-sample.dump");
  }

  @Test
  void showsTreesOfBoxes() {
    Bytes file =
        Bytes.ofHex(
            "00000018 6d6f6f76" // moov
                + "00000010 74726578 0102030405060708" // trex
                + "00000009 6d646174 ff"); // mdat

    assertThat(BoxDump.of(file))
        .isEqualTo(
            """
            moov 24
              trex 16 0102030405060708
            mdat 9 ff
            """);
  }

  @Test
  void complainsOfWhatIsNoTreeOfBoxes() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> BoxDump.of(Bytes.ofHex("00000008 66726565 00000004 66726565")))
        .withMessageContaining("so far:\nfree 8");
  }
}

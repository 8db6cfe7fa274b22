package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AacSilenceTest {
  private static final int END = 7;

  /** From {@code anullsrc} and {@code sine}: mono, stereo, 5.1, the first frame of a stream. */
  @Test
  void readsWhatFfmpegWrites() {
    for (String silent :
        new String[] {
          "01182007",
          "211004608c1c",
          "011820010880230460231004608c0c230000e0",
          "de02004c61766336322e31312e31303000422008c11838",
        }) {
      assertThat(AacSilence.isSilent(Bytes.ofHex(silent))).as(silent).isTrue();
    }
    assertThat(AacSilence.isSilent(Bytes.ofHex("00ec351097081e86c3a390e86440170809c2"))).isFalse();
  }

  @Test
  void findsASilentChannel() {
    assertThat(AacSilence.isSilent(end(channel(start(0), 0)))).isTrue();
    assertThat(AacSilence.isSilent(end(channel(start(0), 1)))).isFalse();
  }

  @Test
  void findsASilentPair() {
    assertThat(AacSilence.isSilent(end(pair(0)))).isTrue();
    assertThat(AacSilence.isSilent(end(pair(40)))).isFalse();
  }

  @Test
  void listensToBothChannelsOfAPair() {
    BitWriter silent = channel(channel(start(1).put(0, 1), 0), 0);
    assertThat(AacSilence.isSilent(end(silent))).isTrue();

    BitWriter rightAlone = channel(channel(start(1).put(0, 1), 0), 40);
    assertThat(AacSilence.isSilent(end(rightAlone))).isFalse();
  }

  @Test
  void listensToAllElements() {
    BitWriter centreSilent = channel(start(0), 0);
    centreSilent.put(1, 3).put(0, 4).put(1, 1);
    assertThat(AacSilence.isSilent(end(info(centreSilent, 40).put(0, 2)))).isFalse();
  }

  @Test
  void readsShortWindows() {
    BitWriter frame = start(0).put(140, 8).put(0, 1).put(2, 2).put(0, 1).put(0, 4).put(0x55, 7);

    assertThat(AacSilence.isSilent(end(frame.put(0, 3)))).isTrue();
  }

  @Test
  void passesOverTheNameOfTheEncoder() {
    BitWriter frame = new BitWriter().put(6, 3).put(2, 4).put(0xABCD, 16);
    frame.put(6, 3).put(15, 4).put(1, 8);
    for (int i = 0; i < 15; i++) {
      frame.put(0x55, 8);
    }
    frame.put(4, 3).put(0, 4).put(0, 1).put(1, 8).put(0xFF, 8);

    assertThat(AacSilence.isSilent(end(channel(frame.put(0, 3).put(0, 4), 0)))).isTrue();
  }

  @Test
  void takesWhatItCannotReadForSound() {
    assertThat(AacSilence.isSilent(Bytes.EMPTY)).isFalse();
    assertThat(AacSilence.isSilent(Bytes.of(0xFF))).isFalse();
    assertThat(AacSilence.isSilent(Bytes.of(0, 0))).isFalse();
    assertThat(AacSilence.isSilent(Bytes.of(0xDE, 0xAD, 0xBE, 0xEF))).isFalse();
  }

  @Property
  void neverFails(@ForAll byte[] garbage) {
    assertThat(AacSilence.isSilent(Bytes.copyOf(garbage))).isIn(true, false);
  }

  private static BitWriter start(int element) {
    return new BitWriter().put(element, 3).put(0, 4);
  }

  private static Bytes end(BitWriter frame) {
    return frame.put(END, 3).toBytes();
  }

  private static BitWriter channel(BitWriter frame, int bands) {
    return info(frame.put(140, 8), bands).put(0, 3);
  }

  private static BitWriter pair(int bands) {
    return info(start(1).put(1, 1), bands).put(0, 2).put(140, 8).put(0, 3).put(140, 8).put(0, 3);
  }

  /** ics_info() of one long window. */
  private static BitWriter info(BitWriter frame, int bands) {
    return frame.put(0, 1).put(0, 2).put(0, 1).put(bands, 6).put(0, 1);
  }
}

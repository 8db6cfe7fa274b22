package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaNameTest {
  @Test
  void readsThePlaylist() {
    assertThat(MediaName.parse("index.m3u8")).contains(new MediaName.Playlist());
    assertThat(MediaName.parse("iframes.m3u8")).contains(new MediaName.IFramePlaylist());
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll @LongRange(max = 999_999_999_999_999_999L) long number,
      @ForAll @IntRange(max = 99_999) int index) {
    assertReadBack(new MediaName.Header(number));
    assertReadBack(new MediaName.SegmentFile(number));
    assertReadBack(new MediaName.PartFile(number, index));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        ".m4s",
        "-1.m4s",
        "01.m4s",
        "+1.m4s",
        "1..m4s",
        "1.01.m4s",
        "1.-1.m4s",
        "1.2.3.m4s",
        "1.m4s\n",
        "１.m4s",
        "init-.mp4",
        "init-1.m4s",
        "1.mp4",
        "INDEX.M3U8",
        "index.m3u8.",
        "../index.m3u8",
        "1000000000000000000.m4s",
        "1.100000.m4s",
      })
  void refusesEverythingElse(String fileName) {
    assertThat(MediaName.parse(fileName)).isEmpty();
  }

  private static void assertReadBack(MediaName name) {
    assertThat(MediaName.parse(name.fileName())).contains(name);
  }
}

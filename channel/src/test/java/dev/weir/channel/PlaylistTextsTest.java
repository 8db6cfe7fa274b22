package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PlaylistTextsTest {
  private static final long START_MILLIS = 1_767_323_045_000L;
  private static final int RATE = 48_000;
  private static final int PARTS = 4;

  private final PresentationFeed feed = new PresentationFeed(1);

  @Test
  void areWhatIsWrittenAtOnce() throws IOException {
    Set<String> tags = new HashSet<>();
    for (int parts = 600 * PARTS; parts < 640 * PARTS; parts++) {
      Presentation now = after(parts);
      feed.publish(now);

      for (PlaylistForm form : PlaylistForm.values()) {
        Document text = texts().media("audio", form).orElseThrow();
        String expected = MediaPlaylist.write(now, "audio", form);
        assertThat(plain(text)).isEqualTo(expected);
        assertThat(unpacked(text)).isEqualTo(expected);
        assertThat(tags.add(text.entityTag())).isTrue();
      }
      Document manifest = texts().manifest().orElseThrow();
      assertThat(plain(manifest)).isEqualTo(DashManifest.write(now).orElseThrow());
      assertThat(unpacked(manifest)).isEqualTo(plain(manifest));
    }
  }

  @Test
  void shareWhatIsLongPast() {
    feed.publish(after(600 * PARTS + 1));
    Document before = texts().media("audio", PlaylistForm.WHOLE).orElseThrow();
    Document manifest = texts().manifest().orElseThrow();

    feed.publish(after(600 * PARTS + 2));
    Document now = texts().media("audio", PlaylistForm.WHOLE).orElseThrow();

    assertThat(now.gzip()).hasSizeGreaterThan(8);
    for (int piece = 2; piece < now.plain().size() - 1; piece++) {
      assertThat(now.plain().get(piece)).isSameAs(before.plain().get(piece));
      assertThat(now.gzip().get(piece + 1)).isSameAs(before.gzip().get(piece + 1));
    }
    assertThat(texts().manifest().orElseThrow()).isSameAs(manifest);
  }

  /** Once when it begins, and an older one leaves the window, and once when it is complete. */
  @Test
  void theMultivariantPlaylistIsWrittenTwiceForASegmentHoweverManyPartsItHas() {
    Set<Document> written = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int parts = 600 * PARTS; parts < 603 * PARTS; parts++) {
      Presentation now = after(parts);
      feed.publish(now);
      Document text = texts().multivariant();
      assertThat(plain(text)).isEqualTo(MultivariantPlaylist.write(now));
      written.add(text);
    }

    assertThat(written).hasSize(2 * 3);
  }

  private PlaylistTexts texts() {
    return feed.current().orElseThrow().texts();
  }

  private static String plain(Document text) {
    return new String(Bytes.concat(text.plain()).toArray(), StandardCharsets.UTF_8);
  }

  private static String unpacked(Document text) throws IOException {
    byte[] packed = Bytes.concat(text.gzip()).toArray();
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A stream of so many parts of half a second, of which twenty minutes are listed. */
  private static Presentation after(int parts) {
    var segments = new ArrayList<Segment>();
    for (int first = 0; first < parts; first += PARTS) {
      segments.add(segment(first, Math.min(PARTS, parts - first)));
    }
    var track =
        new PeriodTrack(
            "audio",
            new Track(2, RATE, new AacConfig(2, RATE, 2, 1024, Bytes.of(0x11, 0x90))),
            Bytes.of(1),
            0,
            segments);
    return new Presentation(
        Presentation.State.LIVE,
        2,
        513,
        START_MILLIS,
        1_200_000,
        List.of(new Period(START_MILLIS, 0, List.of(track), false)));
  }

  private static Segment segment(int firstPart, int count) {
    var parts = new ArrayList<Part>();
    long ticks = RATE / 2;
    long startTicks = START_MILLIS * (RATE / 1000) + firstPart * ticks;
    for (int i = 0; i < count; i++) {
      parts.add(new Part("x", i * 8_000L, 8_000, startTicks + i * ticks, ticks, true));
    }
    return new Segment(
        START_MILLIS / 1000 + firstPart / PARTS,
        startTicks,
        count * ticks,
        START_MILLIS + firstPart * 500L,
        parts,
        count == PARTS);
  }
}

package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.TrackLabel.Role;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.packaging.hls.TextPlaylist;
import dev.weir.testkit.dash.MpdRules;
import dev.weir.testkit.hls.HlsRules;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A film with two sounds and three subtitles, as HLS and DASH tell of it. */
class FilmTextsTest extends RenditionFixture {
  private static final Cuts FOUR = Cuts.every(Duration.ofSeconds(4), Duration.ofSeconds(12));

  private static final Map<String, TrackLabel> LABELS =
      Map.of(
          "audio-en",
          new TrackLabel("en", "English", Set.of()),
          "audio-de",
          new TrackLabel("de", "Deutsch & \"mehr\"", Set.of(Role.DEFAULT)),
          "audio-ad",
          new TrackLabel("de", "Deutsch & \"mehr\"", Set.of(Role.DESCRIPTION)));

  private static final List<TextRendition> TEXTS =
      List.of(
          new TextRendition("text-de", new TrackLabel("de", "", Set.of(Role.DEFAULT))),
          new TextRendition("text-forced", new TrackLabel("de", "", Set.of(Role.FORCED))),
          new TextRendition("text-cc", new TrackLabel("en", "For all", Set.of(Role.CAPTION))));

  private Presentation film;

  @BeforeEach
  void write() throws IOException {
    write("video", VIDEO, pictures(0, 11), FOUR);
    for (String sound : List.of("audio-en", "audio-de", "audio-ad")) {
      write(sound, AUDIO, sounds(0, 11), FOUR);
    }
    film = read("video", "audio-en", "audio-de", "audio-ad").labelled(LABELS, TEXTS);
  }

  @Test
  void theMultivariantPlaylistNamesAllThatCanBeChosen() {
    Golden.assertText(MultivariantPlaylist.write(film), "hls/film.m3u8");
  }

  @Test
  void mediaPlaylistsAreOfTheTypeVodAndHaveNoDates() {
    Golden.assertText(media("video"), "hls/film-video.m3u8");
    Golden.assertText(IFramePlaylist.write(film, "video"), "hls/film-iframes.m3u8");
    Golden.assertText(TextPlaylist.write(film), "hls/film-text.m3u8");
  }

  @Test
  void theManifestIsStatic() {
    Golden.assertText(DashManifest.write(film).orElseThrow(), "dash/film.mpd");
  }

  @Test
  void playlistsAndManifestObeyTheRules() {
    var texts = new HashMap<String, String>();
    film.renditions().forEach(name -> texts.put(name + "/index.m3u8", media(name)));
    TEXTS.forEach(text -> texts.put(text.name() + "/index.m3u8", TextPlaylist.write(film)));
    texts.put("video/iframes.m3u8", IFramePlaylist.write(film, "video"));

    assertThat(HlsRules.check(MultivariantPlaylist.write(film), texts)).isEmpty();
    assertThat(MpdRules.check(DashManifest.write(film).orElseThrow())).isEmpty();
  }

  @Test
  void bitRatesAreThoseOfTheBytes() {
    PeriodTrack video = track(film, "video");
    PeriodTrack audio = track(film, "audio-de");
    long videoBits = 8 * video.segments().stream().mapToLong(Segment::lengthBytes).sum();
    long audioBits = 8 * audio.segments().stream().mapToLong(Segment::lengthBytes).sum();
    double audioSeconds = audio.segments().stream().mapToLong(audio::durationMicros).sum() / 1e6;
    long average = (long) (Math.ceil(videoBits / 11.0) + Math.ceil(audioBits / audioSeconds));

    String told = MultivariantPlaylist.write(film).replaceAll("(?s).*AVERAGE-BANDWIDTH=", "");

    assertThat(Long.parseLong(told.substring(0, told.indexOf(','))))
        .isBetween(average - 2, average + 2);
  }

  @Test
  void segmentsAreFoundByTheirNames() {
    PeriodTrack video = track(film, "video");

    for (Segment segment : video.segments()) {
      assertThat(video.segmentAt(segment.startTicks())).contains(segment);
      assertThat(video.segmentAt(segment.startTicks() + 1)).isEmpty();
    }
    assertThat(video.segmentAt(0)).isEmpty();
  }

  private String media(String rendition) {
    return MediaPlaylist.write(film, rendition, PlaylistForm.WHOLE);
  }
}

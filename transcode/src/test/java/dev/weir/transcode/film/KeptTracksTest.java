package dev.weir.transcode.film;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.SystemClock;
import dev.weir.testkit.FfmpegMedia;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.vod.ConfinedFfmpeg;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Probe;
import dev.weir.transcode.vod.SourceFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTracksTest {
  private static final String CHAPTERS =
      ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n";
  private static final String CUES = "1\n00:00:00,000 --> 00:00:01,000\nHello\n\n";

  @TempDir private Path root;

  @Test
  void findsTracksBehindOneOfChapters() throws Exception {
    Path film = withLastTrackFirst(film());

    try (OpenFilm open = OpenFilm.open(film)) {
      SourceFacts facts = probe(film);
      KeptTracks kept = KeptTracks.of(facts, open.file(), KeptTracks.numbers(facts, open.file()));

      assertThat(facts.mainVideo().orElseThrow().track().index()).isEqualTo(1);
      assertThat(kept.video()).map(Mp4Track::id).contains(1);
      assertThat(kept.sounds())
          .extracting(sound -> sound.facts().track().label().language() + sound.track().id())
          .containsExactly("deu2", "eng3");
      assertThat(facts.texts())
          .extracting(text -> KeptTracks.find(open.file(), text.track(), Mp4Track.Kind.TEXT))
          .extracting(track -> track.orElseThrow().id())
          .containsExactly(4, 5);
    }
  }

  private SourceFacts probe(Path film) throws Exception {
    var ffmpeg =
        new ConfinedFfmpeg(
            FfmpegExecutable.find(Optional.empty()),
            Confinement.NONE,
            Duration.ofMinutes(1),
            new SystemClock());
    try (var folder = JobFolder.create(root.resolve("jobs"))) {
      return new Probe(ffmpeg).read(film, folder);
    }
  }

  /** Two languages of sound and of text, and a track of chapters behind them. */
  private Path film() throws IOException {
    Path chapters = Files.writeString(root.resolve("chapters.txt"), CHAPTERS);
    Path cues = Files.writeString(root.resolve("cues.srt"), CUES);
    String inputs = "-i " + chapters + " -i " + cues;
    String words =
        " -f lavfi -i testsrc2=s=128x72:d=2:r=25 -f lavfi -i sine=d=2:r=48000"
            + " -map_metadata 0 -map 2:v -map 3:a -map 3:a -map 1:s -map 1:s -c:v libx264 -g 25"
            + " -c:a aac -c:s mov_text -metadata:s:a:0 language=deu -metadata:s:a:1 language=eng";
    return FfmpegMedia.make(root.resolve("film.mp4"), List.of((inputs + words).split(" ")));
  }

  /** As other writers do; no offset changes, since {@code moov} stays as long as it was. */
  private static Path withLastTrackFirst(Path film) throws IOException {
    byte[] octets = Files.readAllBytes(film);
    Span moov = find(new Span(0, octets.length), octets, "moov").getFirst();
    List<Span> tracks = find(new Span(moov.start() + 8, moov.end()), octets, "trak");
    Span last = tracks.getLast();
    var moved = ByteBuffer.wrap(octets.clone());
    moved.position(tracks.getFirst().start());
    moved.put(octets, last.start(), last.length());
    moved.put(octets, tracks.getFirst().start(), last.start() - tracks.getFirst().start());
    return Files.write(film, moved.array());
  }

  private record Span(int start, int end) {
    int length() {
      return end - start;
    }
  }

  private static List<Span> find(Span within, byte[] octets, String type) {
    var in = ByteBuffer.wrap(octets);
    return Stream.iterate(
            at(within.start(), in), span -> span.start() < within.end(), span -> at(span.end(), in))
        .filter(span -> type.equals(new String(octets, span.start() + 4, 4, US_ASCII)))
        .toList();
  }

  private static Span at(int start, ByteBuffer in) {
    return new Span(start, start < in.limit() ? start + in.getInt(start) : start);
  }
}

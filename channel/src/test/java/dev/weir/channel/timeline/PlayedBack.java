package dev.weir.channel.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.timeline.Viewer.TrackKey;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What FFmpeg says of a broadcast; every complaint of it is a failure. Confined to its test. */
final class PlayedBack {
  private PlayedBack() {}

  /** Decodes each track of each period: all frames are there, in the order of their times. */
  static void decodesEveryFrame(Path folder, Broadcast broadcast) throws IOException {
    for (var track : broadcast.viewer().tracks().entrySet()) {
      TrackKey key = track.getKey();
      Path file = folder.resolve(key.periodId() + "-" + key.rendition() + ".mp4");
      Files.write(file, track.getValue().file().toArray());

      assertThat(times(file))
          .as("frames of %s", key)
          .hasSize(broadcast.samplesPlayed(key.periodId(), track.getValue().track().track().id()))
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  /** Plays the ended presentation by its playlists and by its manifest. */
  static void playsByPlaylistAndManifest(Path folder, Broadcast broadcast) throws IOException {
    Folder.write(folder, broadcast.viewer());

    FfmpegMedia.decode(folder.resolve("index.m3u8"));
    FfmpegMedia.decode(folder.resolve("index.mpd"));
  }

  private static List<Long> times(Path file) {
    return FfmpegMedia.probe(file, List.of("-show_entries", "frame=pts", "-of", "csv=p=0"))
        .lines()
        .map(line -> Long.valueOf(line.replace(",", "")))
        .toList();
  }
}

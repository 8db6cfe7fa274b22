package dev.weir.channel.timeline;

import dev.weir.channel.timeline.Viewer.TrackKey;
import dev.weir.media.Bytes;
import dev.weir.packaging.MediaName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a broadcast as the files that a web server would need. Confined to its test. */
final class Folder {
  private final Path folder;

  private Folder(Path folder) {
    this.folder = folder;
  }

  /** Playlists and manifest of the newest presentation; headers, segments and parts of all. */
  static Path write(Path folder, Viewer viewer) throws IOException {
    var files = new Folder(folder);
    Texts texts = Texts.of(viewer.newest());
    files.writeText("index.m3u8", texts.multivariant());
    files.writeText("index.mpd", texts.manifest().orElseThrow());
    for (var playlist : texts.playlists().entrySet()) {
      files.writeText(playlist.getKey(), playlist.getValue());
    }
    for (var track : viewer.tracks().entrySet()) {
      files.writeTrack(track.getKey(), track.getValue());
    }
    return folder;
  }

  private void writeTrack(TrackKey key, WatchedTrack track) throws IOException {
    write(key.rendition(), new MediaName.Header(key.periodId()), track.track().header());
    Map<Long, List<Bytes>> segments = new LinkedHashMap<>();
    for (var part : track.parts().entrySet()) {
      Bytes content = part.getValue().content();
      write(key.rendition(), part.getKey(), content);
      segments
          .computeIfAbsent(part.getKey().segmentStartTicks(), _ -> new ArrayList<>())
          .add(content);
    }
    for (var segment : segments.entrySet()) {
      var name = new MediaName.SegmentFile(segment.getKey());
      write(key.rendition(), name, Bytes.concat(segment.getValue()));
    }
  }

  private void writeText(String name, String text) throws IOException {
    Files.writeString(place(folder.resolve(name)), text);
  }

  private void write(String rendition, MediaName name, Bytes content) throws IOException {
    Files.write(place(folder.resolve(rendition).resolve(name.fileName())), content.toArray());
  }

  private static Path place(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    return file;
  }
}

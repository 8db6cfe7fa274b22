package dev.weir.transcode.film;

import dev.weir.container.text.Cue;
import dev.weir.container.text.WebVttWriter;
import dev.weir.library.Job;
import dev.weir.media.Bytes;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.DiskBlobStore;
import dev.weir.transcode.vod.FilmSource;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Poster;
import dev.weir.transcode.vod.Sprite;
import dev.weir.transcode.vod.SpriteSheets;
import dev.weir.transcode.vod.Sprites;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/** Makes the poster of a film, and the small pictures above its seek bar. Thread-safe; blocks. */
final class PictureMaking implements Craft {
  private static final double POSTER_SHARE = 0.1;
  private static final int MICROS_PER_MILLI = 1000;

  private final FilmTools tools;
  private final FilmReader reader;

  PictureMaking(FilmTools tools, FilmReader reader) {
    this.tools = tools;
    this.reader = reader;
  }

  @Override
  public void run(Job job, DoubleConsumer progress)
      throws IOException, TranscodeException, InterruptedException {
    ReadFilm film = reader.read(job.asset());
    VideoFacts video = film.facts().mainVideo().orElseThrow();
    FilmSource source = film.picture(video);
    long micros = film.facts().file().durationMicros();
    try (var folder = JobFolder.create(tools.files().work());
        DiskBlobStore disk = tools.files().openDisk()) {
      var shelf = new Shelf(disk, RenditionFiles.folder(job.asset()));
      shelf.put("poster.jpg", new Poster(tools.ffmpeg()).make(source, video, micros, folder));
      disk.force();
      progress.accept(POSTER_SHARE);
      put(
          shelf,
          new Sprites(tools.ffmpeg())
              .make(
                  source,
                  video,
                  micros,
                  folder,
                  now ->
                      progress.accept(
                          Math.clamp(
                              now.outMicros() / (double) Math.max(1, micros), POSTER_SHARE, 1))));
      disk.force();
    }
  }

  /** The list of them last: who reads it finds what it speaks of. */
  private static void put(Shelf shelf, SpriteSheets sheets) throws IOException {
    for (int i = 0; i < sheets.sheets().size(); i++) {
      shelf.put(sheet(i), sheets.sheets().get(i));
    }
    String text =
        WebVttWriter.file(sheets.sprites().stream().map(sprite -> cue(sprite, sheets)).toList());
    shelf.put("thumbnails.vtt", Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Players agree on media fragments (W3C Media Fragments §4.2.2) without a specification. */
  private static Cue cue(Sprite sprite, SpriteSheets sheets) {
    String place =
        "%s#xywh=%d,%d,%d,%d"
            .formatted(
                sheet(sprite.sheet()),
                sprite.x(),
                sprite.y(),
                sheets.size().width(),
                sheets.size().height());
    long startMillis = sprite.startMicros() / MICROS_PER_MILLI;
    long endMillis = Math.max(startMillis + 1, sprite.endMicros() / MICROS_PER_MILLI);
    return new Cue(startMillis, endMillis, "", place);
  }

  private static String sheet(int number) {
    return "sprites-" + number + ".jpg";
  }

  /** Where the pictures of a film are kept. */
  private record Shelf(DiskBlobStore disk, String folder) {
    void put(String name, Path file) throws IOException {
      put(name, Bytes.wrap(Files.readAllBytes(file)));
    }

    void put(String name, Bytes octets) throws IOException {
      String blob = folder + "/" + name;
      disk.delete(blob);
      disk.append(blob, octets);
      disk.seal(blob);
    }
  }
}

package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.library.Job;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import dev.weir.transcode.vod.AudioEncoder;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.AudioRung;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Ladder;
import dev.weir.transcode.vod.TranscodeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/** Encodes a track of sound, all of it. Thread-safe; blocks. */
final class AudioEncoding implements Craft {
  private final FilmTools tools;
  private final FilmReader reader;

  AudioEncoding(FilmTools tools, FilmReader reader) {
    this.tools = tools;
    this.reader = reader;
  }

  @Override
  public void run(Job job, DoubleConsumer progress)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    ReadFilm film = reader.read(job.asset());
    AudioRung rung =
        Ladder.of(film.facts(), tools.ladder()).sounds().stream()
            .filter(planned -> FilmNames.of(planned).equals(job.rendition()))
            .findFirst()
            .orElseThrow(() -> new IOException("no such sound is planned: " + job.rendition()));
    AudioFacts sound =
        film.facts().sounds().stream()
            .filter(known -> known.track().index() == rung.track())
            .findFirst()
            .orElseThrow();
    double micros = Math.max(1, film.facts().file().durationMicros());
    try (var folder = JobFolder.create(tools.files().work())) {
      Path made =
          new AudioEncoder(tools.ffmpeg())
              .encode(
                  film.sound(sound),
                  rung,
                  folder,
                  now -> progress.accept(Math.min(1, now.outMicros() / micros)));
      pack(job, made);
    }
  }

  private void pack(Job job, Path made)
      throws IOException, MediaFormatException, InterruptedException {
    Cuts cuts = FilmCuts.of(tools, job.asset());
    String folder = RenditionFiles.folder(job.asset(), job.rendition());
    try (OpenFilm open = OpenFilm.open(made);
        DiskBlobStore disk = tools.files().openDisk()) {
      Mp4Track track = open.file().tracks().getFirst();
      RenditionWriter writer =
          RenditionWriter.begin(disk, folder, track.media().orElseThrow(), cuts, 0);
      Packing.run(open.file(), track, writer, cuts.count());
    }
  }
}

package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.library.Job;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import dev.weir.transcode.vod.Chunk;
import dev.weir.transcode.vod.ChunkEncoder;
import dev.weir.transcode.vod.ChunkWork;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Progress;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoFacts;
import dev.weir.transcode.vod.VideoRung;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes a chunk of a film for the rungs of a pass. Thread-safe; blocks. */
final class VideoEncoding implements Craft {
  private static final Logger LOG = LoggerFactory.getLogger(VideoEncoding.class);

  private final FilmTools tools;
  private final FilmReader reader;

  VideoEncoding(FilmTools tools, FilmReader reader) {
    this.tools = tools;
    this.reader = reader;
  }

  @Override
  public void run(Job job, DoubleConsumer progress)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    ReadFilm film = reader.read(job.asset());
    FilmPlan plan =
        FilmPlan.known(tools, job.asset(), film.facts(), FilmCuts.of(tools, job.asset()));
    int pass = FilmNames.passOf(job.rendition());
    Optional<VideoFacts> video = film.facts().mainVideo();
    if (pass >= plan.ladder().passes().size() || video.isEmpty()) {
      throw new IOException("no such pass was planned: " + job.rendition());
    }
    Chunk chunk = plan.chunk(job);
    List<VideoRung> rungs = plan.ladder().passes().get(pass);
    var work = new ChunkWork(film.picture(video.get()), plan.ladder().treatment(), rungs, chunk);
    long lengthMicros = length(job, plan.cuts(), film);
    try (var folder = JobFolder.create(tools.files().work())) {
      List<Path> made =
          new ChunkEncoder(tools.ffmpeg(), tools.ladder())
              .encode(
                  work,
                  folder,
                  now -> progress.accept(share(now, chunk.startMicros(), lengthMicros)));
      boolean isBeforeThePictures = job.firstSegment() == 0 && !hasPictures(made);
      List<Path> known = isBeforeThePictures ? firstPictures(plan, work, folder) : made;
      for (int i = 0; i < rungs.size(); i++) {
        pack(job, FilmNames.of(rungs.get(i)), plan.cuts(), made.get(i), known.get(i));
      }
    }
  }

  private static boolean hasPictures(List<Path> made) throws IOException, MediaFormatException {
    try (OpenFilm open = OpenFilm.open(made.getFirst())) {
      return open.file().tracks().getFirst().media().isPresent();
    }
  }

  /** Of the first chunk that has any: their header is the rendition's. */
  private List<Path> firstPictures(FilmPlan plan, ChunkWork work, JobFolder folder)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    for (Chunk later : plan.chunks().subList(1, plan.chunks().size())) {
      var attempt = new ChunkWork(work.source(), work.treatment(), work.rungs(), later);
      List<Path> made =
          new ChunkEncoder(tools.ffmpeg(), tools.ladder()).encode(attempt, folder, _ -> {});
      if (hasPictures(made)) {
        return made;
      }
    }
    throw new IOException("nothing was encoded: the film has no pictures");
  }

  private static long length(Job job, Cuts cuts, ReadFilm film) {
    long end =
        job.endSegment() < cuts.count()
            ? cuts.micros(job.endSegment())
            : film.facts().file().durationMicros();
    return Math.max(1, end - cuts.micros(job.firstSegment()));
  }

  private static double share(Progress now, long startMicros, long lengthMicros) {
    return Math.clamp((now.outMicros() - startMicros) / (double) lengthMicros, 0, 1);
  }

  /**
   * Where the film has no pictures, such as behind the last when sound goes on, nothing is kept; of
   * the first chunk the header and gaps.
   *
   * @param known what has the same header, and pictures
   */
  private void pack(Job job, String name, Cuts cuts, Path made, Path known)
      throws IOException, MediaFormatException, InterruptedException {
    try (OpenFilm open = OpenFilm.open(made);
        OpenFilm whole = OpenFilm.open(known);
        DiskBlobStore disk = tools.files().openDisk()) {
      Mp4Track track = whole.file().tracks().getFirst();
      if (track.media().isEmpty()) {
        LOG.info(
            "asset={} rendition={} no pictures from segment {} on",
            job.asset(),
            name,
            job.firstSegment());
        return;
      }
      RenditionWriter writer =
          RenditionWriter.begin(
              disk,
              RenditionFiles.folder(job.asset(), name),
              track.media().get(),
              cuts,
              job.firstSegment());
      Packing.run(open.file(), open.file().tracks().getFirst(), writer, job.endSegment());
    }
  }
}

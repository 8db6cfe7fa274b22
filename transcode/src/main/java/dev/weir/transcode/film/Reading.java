package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.library.Chapter;
import dev.weir.library.Job;
import dev.weir.library.Rendition;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import dev.weir.transcode.film.KeptTracks.Sound;
import dev.weir.transcode.vod.EvenCuts;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Remux;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TextExtraction;
import dev.weir.transcode.vod.TrackLabel;
import dev.weir.transcode.vod.TranscodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file of a film, takes over what players can show as it is, decides where the film is
 * cut, and plans the rest. Thread-safe; blocks.
 */
final class Reading implements Craft {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private static final double REMUX_SHARE = 0.5;

  private final FilmTools tools;
  private final FilmReader reader;
  private final FilmProgress state;
  private final EmbeddedTexts texts;

  Reading(FilmTools tools, FilmReader reader, FilmProgress state) {
    this.tools = tools;
    this.reader = reader;
    this.state = state;
    this.texts = new EmbeddedTexts(tools.subtitles());
  }

  @Override
  public void run(Job job, DoubleConsumer progress)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    state.begun(job.asset());
    ReadFilm film = reader.examine(job.asset());
    try (var folder = JobFolder.create(tools.files().work())) {
      Taken taken = take(job.asset(), film, folder, progress);
      ReadFilm kept = reader.keeping(job.asset(), taken.tracks());
      FilmPlan plan = FilmPlan.of(job.asset(), kept.facts(), taken.cuts(), tools.ladder());
      takeTexts(plan, film, taken);
      plan(plan);
    }
    if (film.facts().file().isSeekable()) {
      Files.deleteIfExists(film.remuxed());
    }
  }

  /**
   * What plays as it is.
   *
   * @param tracks FFmpeg's numbers of them
   * @param texts what FFmpeg has written of subtitles; empty where they are read from the file
   */
  private record Taken(Cuts cuts, Set<Integer> tracks, Optional<Map<Integer, Path>> texts) {
    Taken with(Map<Integer, Path> written) {
      return new Taken(cuts, tracks, Optional.of(written));
    }
  }

  /** From the file itself, else as FFmpeg writes it; what is too damaged for both is made anew. */
  private Taken take(String asset, ReadFilm film, JobFolder folder, DoubleConsumer progress)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    if (isReadable(film)) {
      Optional<Taken> taken = takeOver(asset, film, original(film), progress);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    if (Remux.isPossible(film.facts())) {
      Remux.Result made = remux(film, folder, progress);
      DoubleConsumer rest = part -> progress.accept(REMUX_SHARE + part * (1 - REMUX_SHARE));
      var remuxed = new Origin(film.remuxed(), film.remuxedTracks(), 0);
      Optional<Taken> taken = takeOver(asset, film, remuxed, rest);
      return (taken.isPresent() ? taken.get() : nothing(asset, film)).with(made.texts());
    }
    var extraction = new TextExtraction(tools.ffmpeg());
    return nothing(asset, film).with(extraction.run(film.original(), film.facts(), folder));
  }

  private Taken nothing(String asset, ReadFilm film) {
    Cuts cuts = evenCuts(film.facts());
    measure(asset, film.facts(), cuts);
    return new Taken(cuts, Set.of(), Optional.empty());
  }

  private void takeTexts(FilmPlan plan, ReadFilm film, Taken taken)
      throws IOException, MediaFormatException {
    if (taken.texts().isPresent()) {
      texts.ofFiles(plan, taken.texts().get());
    } else {
      texts.ofMp4(plan, film.original());
    }
  }

  /** Whether it is an MP4 that we understand; FFmpeg makes one of it that we do else. */
  private static boolean isReadable(ReadFilm film) throws IOException {
    if (!film.facts().file().isMp4()) {
      return false;
    }
    try (OpenFilm open = OpenFilm.open(film.original())) {
      return open.file().tracks().stream().anyMatch(track -> track.media().isPresent());
    } catch (MediaFormatException notUnderstood) {
      return false;
    }
  }

  /**
   * An MP4 of which something may be taken over.
   *
   * @param numbers FFmpeg's numbers of its tracks, in its order
   * @param startMicros when the film begins in it
   */
  private record Origin(Path path, List<Integer> numbers, long startMicros) {}

  private static Origin original(ReadFilm film) throws IOException, MediaFormatException {
    try (OpenFilm open = OpenFilm.open(film.original())) {
      return new Origin(
          film.original(),
          KeptTracks.numbers(film.facts(), open.file()),
          film.facts().file().startMicros());
    }
  }

  private Remux.Result remux(ReadFilm film, JobFolder folder, DoubleConsumer progress)
      throws IOException, TranscodeException, InterruptedException {
    long micros = Math.max(1, film.facts().file().durationMicros());
    Remux.Result made =
        new Remux(tools.ffmpeg())
            .run(
                film.original(),
                film.facts(),
                folder,
                now ->
                    progress.accept(REMUX_SHARE * Math.min(1, now.outMicros() / (double) micros)));
    Files.move(made.film(), film.remuxed(), StandardCopyOption.REPLACE_EXISTING);
    return made;
  }

  /** Empty where it is too damaged. */
  private Optional<Taken> takeOver(
      String asset, ReadFilm film, Origin origin, DoubleConsumer progress)
      throws IOException, InterruptedException {
    try (OpenFilm open = OpenFilm.open(origin.path())) {
      KeptTracks kept = KeptTracks.of(film.facts(), open.file(), origin.numbers());
      Cuts cuts = cuts(film.facts(), open.file(), kept, origin.startMicros());
      measure(asset, film.facts(), cuts);
      try (DiskBlobStore disk = tools.files().openDisk()) {
        copy(new Target(disk, asset, cuts, origin.startMicros()), open, kept, progress);
      }
      note(asset, film, kept, cuts);
      return Optional.of(new Taken(cuts, kept.numbers(film.facts()), Optional.empty()));
    } catch (MediaFormatException damaged) {
      LOG.info("asset={} event=film-not-taken-over {}", asset, damaged.getMessage());
      return Optional.empty();
    }
  }

  private static Cuts cuts(SourceFacts facts, Mp4File file, KeptTracks kept, long originMicros)
      throws IOException, MediaFormatException {
    Optional<Mp4Track> video = kept.video();
    return video.isPresent() ? KeptTracks.cuts(file, video.get(), originMicros) : evenCuts(facts);
  }

  private static Cuts evenCuts(SourceFacts facts) {
    long micros = facts.file().durationMicros();
    List<Long> cuts =
        facts
            .mainVideo()
            .map(video -> EvenCuts.everyFourSeconds(video.timing(), micros))
            .orElseGet(() -> EvenCuts.ofSound(micros));
    return Cuts.of(cuts.stream().mapToLong(Long::longValue).toArray());
  }

  private void measure(String asset, SourceFacts facts, Cuts cuts) {
    List<Chapter> chapters =
        facts.chapters().stream()
            .map(chapter -> new Chapter(chapter.startMicros(), chapter.title()))
            .toList();
    tools.assets().measure(asset, facts.file().durationMicros(), cuts.text(), chapters);
  }

  /** What renditions are written to; whatever an attempt before has left of them goes. */
  private record Target(DiskBlobStore disk, String asset, Cuts cuts, long originMicros) {
    RenditionWriter begin(String name, Mp4Track track) throws IOException {
      String folder = RenditionFiles.folder(asset, name);
      new RenditionFiles(disk, folder).delete();
      return RenditionWriter.begin(disk, folder, track.media().orElseThrow(), cuts, 0);
    }
  }

  private static void copy(Target target, OpenFilm open, KeptTracks kept, DoubleConsumer progress)
      throws IOException, MediaFormatException, InterruptedException {
    var copy = new FilmCopy(open.file(), target.originMicros());
    var writers = new ArrayList<RenditionWriter>();
    try {
      if (kept.video().isPresent()) {
        Mp4Track video = kept.video().get();
        writers.add(target.begin(FilmNames.VIDEO, video));
        copy.add(video, writers.getLast());
      }
      for (Sound sound : kept.sounds()) {
        writers.add(target.begin(FilmNames.audio(sound.facts().track()), sound.track()));
        copy.add(sound.track(), writers.getLast());
      }
      copy.run(offset -> progress.accept(Math.min(1, offset / (double) open.lengthBytes())));
      for (RenditionWriter writer : writers) {
        writer.finish(target.cuts().count());
      }
    } catch (IOException | MediaFormatException | InterruptedException | RuntimeException broken) {
      for (RenditionWriter writer : writers) {
        writer.abandon();
      }
      throw broken;
    }
  }

  private void note(String asset, ReadFilm film, KeptTracks kept, Cuts cuts) throws IOException {
    var finished = new Finished(tools);
    if (kept.video().isPresent()) {
      finished.note(rendition(asset, FilmNames.VIDEO, 0, Rendition.Kind.VIDEO, Optional.empty()));
    }
    FilmPlan plan = FilmPlan.of(asset, film.facts(), cuts, tools.ladder());
    for (Sound sound : kept.sounds()) {
      finished.note(
          rendition(
                  asset,
                  FilmNames.audio(sound.facts().track()),
                  plan.place(sound.facts()),
                  Rendition.Kind.AUDIO,
                  Optional.of(sound.facts().track().label()))
              .with(plan.roles(sound.facts())));
    }
  }

  private static Rendition rendition(
      String asset, String name, int place, Rendition.Kind kind, Optional<TrackLabel> label) {
    return new Rendition(
        asset,
        name,
        place,
        kind,
        "",
        0,
        0,
        0,
        0,
        0,
        label.flatMap(FilmPlan::language),
        label.flatMap(FilmPlan::label),
        Set.of(),
        0,
        Rendition.State.MAKING);
  }

  /** What is planned already stays as it is. */
  private void plan(FilmPlan plan) {
    List<String> known = tools.renditions().of(plan.asset()).stream().map(Rendition::name).toList();
    for (Rendition rendition : plan.renditions()) {
      if (!known.contains(rendition.name())) {
        tools.renditions().put(rendition);
      }
    }
    tools.jobs().add(plan.jobs(tools.clock().wallMillis()));
  }
}

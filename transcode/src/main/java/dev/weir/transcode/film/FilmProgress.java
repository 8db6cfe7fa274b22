package dev.weir.transcode.film;

import dev.weir.library.Asset;
import dev.weir.library.AssetState;
import dev.weir.library.Job;
import dev.weir.library.Rendition;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.DiskBlobStore;
import dev.weir.transcode.vod.Ladder;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoRung;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the library what films can be watched as, after each job: a rendition when all of its jobs
 * are done, the film when every browser can show {@link Watchable} picture and sound of it. It is
 * told from what is there, so that it may be told twice, and by another server. Thread-safe;
 * blocks.
 */
final class FilmProgress {
  private static final Logger LOG = LoggerFactory.getLogger(FilmProgress.class);

  private final FilmTools tools;
  private final FilmReader reader;

  FilmProgress(FilmTools tools, FilmReader reader) {
    this.tools = tools;
    this.reader = reader;
  }

  /** Somebody looks at it for the first time. */
  void begun(String asset) {
    tools.assets().read(asset, now());
  }

  /** It is of no use to go on. */
  void refused(String asset, String reason) {
    LOG.info("asset={} event=film-refused {}", asset, reason);
    tools.assets().fail(asset, reason, now());
  }

  /** A job of it has ended in one way or another. */
  void update(String asset) throws IOException, TranscodeException, InterruptedException {
    List<Job> jobs = tools.jobs().of(asset);
    boolean isRefused =
        tools.assets().find(asset).map(Asset::state).orElse(AssetState.FAILED) == AssetState.FAILED;
    boolean hasMedia =
        tools.renditions().of(asset).stream().anyMatch(one -> one.kind() != Rendition.Kind.TEXT);
    if (isRefused && !hasMedia) {
      return;
    }
    Optional<Job> reading =
        jobs.stream().filter(job -> job.kind() == Job.Kind.READ && !isDone(job)).findFirst();
    if (reading.isPresent()) {
      refuseIfParked(reading.get());
      return;
    }
    if (jobs.stream().allMatch(FilmProgress::isDone) && tools.files().isOriginalGone(asset)) {
      tools.assets().complete(asset, now());
      return;
    }
    SourceFacts facts = reader.read(asset).facts();
    Ladder ladder = FilmPlan.ladder(tools, asset, facts);
    List<Rendition> unready =
        tools.renditions().of(asset).stream()
            .filter(rendition -> rendition.state() != Rendition.State.READY)
            .toList();
    for (Rendition rendition : unready) {
      doAnewWhereItDoesNotFit(rendition, of(rendition, ladder, jobs));
    }
    jobs = tools.jobs().of(asset);
    for (Rendition rendition : unready) {
      update(rendition, of(rendition, ladder, jobs));
    }
    tell(asset, facts, jobs);
  }

  /** It was tried too often, or called off. */
  private void refuseIfParked(Job reading) {
    if (reading.state() == Job.State.PARKED) {
      String why = reading.log().flatMap(log -> log.lines().findFirst()).orElse("");
      refused(reading.asset(), "It could not be read. " + why);
    }
  }

  /**
   * Chunks that were encoded by other settings, or another FFmpeg, have another header: players
   * would be given those alone that have the header of the first.
   */
  private void doAnewWhereItDoesNotFit(Rendition rendition, List<Job> its) throws IOException {
    if (its.isEmpty() || !its.stream().allMatch(FilmProgress::isDone)) {
      return;
    }
    try (DiskBlobStore disk = tools.files().openDisk()) {
      String folder = RenditionFiles.folder(rendition.asset(), rendition.name());
      if (!new RenditionFiles(disk, folder).isOfOnePiece()) {
        LOG.warn("asset={} rendition={} event=chunks-differ", rendition.asset(), rendition.name());
        tools
            .jobs()
            .doAnew(
                rendition.asset(),
                its.getFirst().rendition(),
                "The settings for encoding have changed since parts of it were made.");
      }
    }
  }

  /** The jobs that make it. */
  private static List<Job> of(Rendition rendition, Ladder ladder, List<Job> jobs) {
    var names = new ArrayList<>(List.of(rendition.name()));
    for (int pass = 0; pass < ladder.passes().size(); pass++) {
      List<VideoRung> rungs = ladder.passes().get(pass);
      if (rungs.stream().anyMatch(rung -> FilmNames.of(rung).equals(rendition.name()))) {
        names.add(FilmNames.pass(pass));
      }
    }
    return jobs.stream().filter(job -> names.contains(job.rendition())).toList();
  }

  private void update(Rendition rendition, List<Job> its) throws IOException {
    if (!its.isEmpty() && its.stream().allMatch(FilmProgress::isDone)) {
      note(rendition);
    } else if (its.stream().noneMatch(FilmProgress::isOpen)) {
      tools.renditions().put(rendition.with(Rendition.State.FAILED));
    }
  }

  private void note(Rendition rendition) throws IOException {
    boolean isThere = new Finished(tools).note(rendition);
    if (!isThere) {
      tools.renditions().put(rendition.with(Rendition.State.FAILED));
    }
    LOG.info(
        "asset={} rendition={} event=rendition-{}",
        rendition.asset(),
        rendition.name(),
        isThere ? "ready" : "missing");
  }

  private void tell(String asset, SourceFacts facts, List<Job> jobs) throws IOException {
    List<Rendition> renditions = tools.renditions().of(asset);
    var watchable = new Watchable(facts, tools.ladder().encoder(), renditions);
    boolean isOver = jobs.stream().noneMatch(FilmProgress::isOpen);
    if (watchable.isForEveryBrowser() || (isOver && watchable.hasVideo())) {
      tools.assets().ready(asset, now());
    } else if (isOver) {
      refused(asset, "Nothing of it could be made that players can show. " + lastWords(jobs));
    }
    if (jobs.stream().allMatch(FilmProgress::isDone)) {
      deleteOriginal(asset, renditions, facts);
      tools.assets().complete(asset, now());
    }
  }

  /** Before others are told, so that a server which is killed in between leaves no file behind. */
  private void deleteOriginal(String asset, List<Rendition> renditions, SourceFacts facts)
      throws IOException {
    if (isKept(renditions, facts)) {
      tools.files().deleteOriginal(asset);
    }
  }

  /**
   * The picture as it was sent is one of the renditions, or where there is none all sound: so
   * nothing is lost with the file.
   */
  private static boolean isKept(List<Rendition> renditions, SourceFacts facts) {
    List<String> names = renditions.stream().map(Rendition::name).toList();
    return facts.mainVideo().isPresent()
        ? names.contains(FilmNames.VIDEO)
        : facts.sounds().stream().allMatch(sound -> names.contains(FilmNames.audio(sound.track())));
  }

  private static String lastWords(List<Job> jobs) {
    Optional<String> log =
        jobs.stream()
            .flatMap(job -> job.log().stream())
            .filter(text -> !text.isBlank())
            .findFirst();
    return log.map(text -> text.strip().lines().reduce("", (_, line) -> line)).orElse("");
  }

  private static boolean isDone(Job job) {
    return job.state() == Job.State.DONE;
  }

  private static boolean isOpen(Job job) {
    return job.state() == Job.State.WAITING || job.state() == Job.State.RUNNING;
  }

  private long now() {
    return tools.clock().wallMillis();
  }
}

package dev.weir.gateway.http;

import dev.weir.library.Asset;
import dev.weir.library.Chapter;
import dev.weir.library.Job;
import dev.weir.library.JobProgress;
import dev.weir.library.Rendition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A film as the API shows it. Immutable. */
record AssetJson(
    String id,
    String title,
    String fileName,
    String state,
    @Nullable String reason,
    String visibility,
    String downloads,
    String priority,
    String createdAt,
    @Nullable Double durationSeconds,
    long sizeBytes,
    @Nullable Double progress,
    List<RenditionJson> renditions,
    List<ChapterJson> chapters) {

  private static final double MICROS_PER_SECOND = 1e6;

  record RenditionJson(
      String name,
      String kind,
      String codec,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Double frameRate,
      @Nullable Integer channels,
      @Nullable Long bitrateBps,
      @Nullable String language,
      @Nullable String label,
      List<String> roles,
      long sizeBytes,
      String state,
      @Nullable Double progress) {}

  record ChapterJson(double startSeconds, String title) {}

  record JobJson(
      String id,
      String kind,
      String rendition,
      int firstSegment,
      int endSegment,
      String state,
      int attempts,
      double progress,
      @Nullable String log) {}

  static AssetJson of(
      Asset asset, List<Rendition> renditions, List<Chapter> chapters, List<JobProgress> jobs) {
    return new AssetJson(
        asset.id(),
        asset.title(),
        asset.fileName(),
        word(asset.state()),
        asset.reason().orElse(null),
        word(asset.visibility()),
        word(asset.downloads()),
        word(asset.priority()),
        Instant.ofEpochMilli(asset.createdMillis()).toString(),
        asset.durationMicros().isPresent() ? seconds(asset.durationMicros().getAsLong()) : null,
        asset.sizeBytes(),
        progress(jobs),
        renditions.stream().map(rendition -> rendition(rendition, jobs)).toList(),
        chapters.stream()
            .map(chapter -> new ChapterJson(seconds(chapter.startMicros()), chapter.title()))
            .toList());
  }

  static RenditionJson rendition(Rendition rendition, List<JobProgress> jobs) {
    boolean isVideo = rendition.kind() == Rendition.Kind.VIDEO;
    return new RenditionJson(
        rendition.name(),
        word(rendition.kind()),
        rendition.codec(),
        isVideo ? rendition.width() : null,
        isVideo ? rendition.height() : null,
        isVideo ? rendition.frameRate() : null,
        rendition.kind() == Rendition.Kind.AUDIO ? rendition.channels() : null,
        rendition.bitrateBps() > 0 ? rendition.bitrateBps() : null,
        rendition.language().orElse(null),
        rendition.label().orElse(null),
        rendition.roles().stream().sorted().map(AssetJson::word).toList(),
        rendition.sizeBytes(),
        word(rendition.state()),
        rendition.state() == Rendition.State.MAKING ? progress(of(rendition, jobs)) : null);
  }

  /** Sizes of a picture are made together, by jobs that are named after none of them. */
  private static List<JobProgress> of(Rendition rendition, List<JobProgress> jobs) {
    return rendition.kind() == Rendition.Kind.VIDEO
        ? jobs.stream().filter(job -> job.rendition().startsWith("pass-")).toList()
        : jobs.stream().filter(job -> job.rendition().equals(rendition.name())).toList();
  }

  static JobJson job(Job job) {
    return new JobJson(
        job.id(),
        word(job.kind()),
        job.rendition(),
        job.firstSegment(),
        job.endSegment(),
        word(job.state()),
        job.attempts(),
        job.progress(),
        job.log().orElse(null));
  }

  /** Of all that was ever planned; null where nothing is left to do. */
  private static @Nullable Double progress(List<JobProgress> jobs) {
    boolean isBusy = jobs.stream().anyMatch(some -> some.open() > 0);
    double total = jobs.stream().mapToDouble(JobProgress::total).sum();
    double done = jobs.stream().mapToDouble(JobProgress::done).sum();
    return isBusy ? done / total : null;
  }

  private static double seconds(long micros) {
    return micros / MICROS_PER_SECOND;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

package dev.weir.transcode.film;

import dev.weir.library.Job;
import dev.weir.library.Rendition;
import dev.weir.packaging.archive.Cuts;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.AudioRung;
import dev.weir.transcode.vod.Chunk;
import dev.weir.transcode.vod.Chunks;
import dev.weir.transcode.vod.Ladder;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TrackLabel;
import dev.weir.transcode.vod.VideoRung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is to be made of a film beside what can be played as it is: renditions, and the jobs that
 * make them. A job's name tells what it is about, so that a film is planned twice as once.
 * Immutable.
 */
record FilmPlan(String asset, SourceFacts facts, Ladder ladder, Cuts cuts, LadderConfig config) {
  private static final int PICTURES_FIRST = 10;
  private static final int SOUND_NEXT = 20;
  private static final int THEN_VIDEO = 30;
  private static final int STEREO_CHANNELS = 2;

  static FilmPlan of(String asset, SourceFacts facts, Cuts cuts, LadderConfig config) {
    return new FilmPlan(asset, facts, Ladder.of(facts, config), cuts, config);
  }

  /** Of the picture, lowest first in the making, highest first for players. */
  List<Rendition> renditions() {
    var renditions = new ArrayList<Rendition>();
    List<VideoRung> rungs = ladder.rungs();
    for (int i = 0; i < rungs.size(); i++) {
      renditions.add(video(rungs.get(i), rungs.size() - i));
    }
    for (AudioRung rung : ladder.sounds()) {
      renditions.add(audio(rung));
    }
    return renditions;
  }

  private Rendition video(VideoRung rung, int place) {
    return new Rendition(
        asset,
        FilmNames.of(rung),
        place,
        Rendition.Kind.VIDEO,
        "",
        rung.size().width(),
        rung.size().height(),
        rung.frameRate().perSecond(),
        0,
        rung.mostBps(),
        Optional.empty(),
        Optional.empty(),
        0,
        Rendition.State.MAKING);
  }

  private Rendition audio(AudioRung rung) {
    return new Rendition(
        asset,
        FilmNames.of(rung),
        place(rung),
        Rendition.Kind.AUDIO,
        "",
        0,
        0,
        0,
        rung.channels(),
        rung.bitrateBps(),
        language(rung.label()),
        label(rung.label()),
        0,
        Rendition.State.MAKING);
  }

  /** Beside the track that it is made of: what everybody can hear before what some can. */
  private int place(AudioRung rung) {
    List<Integer> tracks = facts.sounds().stream().map(sound -> sound.track().index()).toList();
    int beside = rung.channels() > STEREO_CHANNELS ? 2 : 0;
    return place(tracks.indexOf(rung.track())) + beside;
  }

  /** Of sound that is kept as it is. */
  int place(AudioFacts sound) {
    return place(facts.sounds().indexOf(sound)) + 1;
  }

  /** What the file calls the default comes first. */
  private int place(int index) {
    boolean isDefault = facts.sounds().get(index).track().label().isDefault();
    return isDefault ? 3 * index : 3 * (index + facts.sounds().size());
  }

  static Optional<String> language(TrackLabel label) {
    return Optional.of(label.language())
        .filter(language -> !language.isEmpty() && !language.equals("und"));
  }

  static Optional<String> label(TrackLabel label) {
    return Optional.of(label.title()).filter(title -> !title.isEmpty());
  }

  /** All of them; those that are there already do not count twice. */
  List<Job> jobs(long nowMillis) {
    var jobs = new ArrayList<Job>();
    if (facts.mainVideo().isPresent()) {
      jobs.add(job("pictures", Job.Kind.PICTURES, "", PICTURES_FIRST, nowMillis));
    }
    for (AudioRung rung : ladder.sounds()) {
      String name = FilmNames.of(rung);
      jobs.add(job(name, Job.Kind.AUDIO, name, SOUND_NEXT, nowMillis).of(0, cuts.count()));
    }
    for (int pass = 0; pass < ladder.passes().size(); pass++) {
      addChunks(pass, nowMillis, jobs);
    }
    return jobs;
  }

  private void addChunks(int pass, long nowMillis, List<Job> jobs) {
    String name = FilmNames.pass(pass);
    int first = 0;
    for (Chunk chunk : chunks()) {
      int end = first + chunk.cuts().size();
      jobs.add(
          job(name + "-" + first, Job.Kind.VIDEO, name, THEN_VIDEO + pass, nowMillis)
              .of(first, end));
      first = end;
    }
  }

  private Job job(String name, Job.Kind kind, String rendition, int priority, long nowMillis) {
    return Job.waiting(asset + "." + name, asset, kind, rendition, priority, nowMillis);
  }

  List<Chunk> chunks() {
    List<Long> micros = LongStream.range(0, cuts.count()).mapToObj(cuts::micros).toList();
    return Chunks.of(micros, config.chunk());
  }

  /** The chunk that begins with that segment. */
  Optional<Chunk> chunk(int firstSegment) {
    int first = 0;
    for (Chunk chunk : chunks()) {
      if (first == firstSegment) {
        return Optional.of(chunk);
      }
      first += chunk.cuts().size();
    }
    return Optional.empty();
  }
}

package dev.weir.transcode.film;

import dev.weir.library.Job;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import dev.weir.media.LanguageTag;
import dev.weir.packaging.archive.Cuts;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.AudioRung;
import dev.weir.transcode.vod.Chunk;
import dev.weir.transcode.vod.Chunks;
import dev.weir.transcode.vod.Ladder;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.PlannedRung;
import dev.weir.transcode.vod.Size;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TextFacts;
import dev.weir.transcode.vod.TrackLabel;
import dev.weir.transcode.vod.VideoRung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private static final Set<Role> OF_SOUND = Set.of(Role.DESCRIPTION, Role.COMMENTARY);
  private static final Set<Role> OF_TEXT = Set.of(Role.FORCED, Role.CAPTION, Role.COMMENTARY);

  static FilmPlan of(String asset, SourceFacts facts, Cuts cuts, LadderConfig config) {
    return new FilmPlan(asset, facts, Ladder.of(facts, config), cuts, config);
  }

  /** As it was planned, whatever is configured by now. */
  static FilmPlan known(FilmTools tools, String asset, SourceFacts facts, Cuts cuts) {
    return new FilmPlan(asset, facts, ladder(tools, asset, facts), cuts, tools.ladder());
  }

  /** The one by which it was planned, of what the library knows of that. */
  static Ladder ladder(FilmTools tools, String asset, SourceFacts facts) {
    List<PlannedRung> rungs =
        tools.renditions().of(asset).stream()
            .filter(rendition -> rendition.kind() == Rendition.Kind.VIDEO)
            .filter(rendition -> !rendition.name().equals(FilmNames.VIDEO))
            .map(FilmPlan::planned)
            .toList();
    return Ladder.planned(facts, rungs);
  }

  private static PlannedRung planned(Rendition rendition) {
    var size = new Size(rendition.width(), rendition.height());
    return new PlannedRung(rendition.name(), size, rendition.bitrateBps());
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
        Set.of(),
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
        roles(sound(rung.track())),
        0,
        Rendition.State.MAKING);
  }

  private AudioFacts sound(int track) {
    return facts.sounds().stream()
        .filter(sound -> sound.track().index() == track)
        .findFirst()
        .orElseThrow();
  }

  /** Beside the track that it is made of: what everybody can hear before what some can. */
  private int place(AudioRung rung) {
    int beside = rung.channels() > STEREO_CHANNELS ? 2 : 0;
    return place(facts.sounds().indexOf(sound(rung.track()))) + beside;
  }

  /** Of sound that is kept as it is. */
  int place(AudioFacts sound) {
    return place(facts.sounds().indexOf(sound)) + 1;
  }

  /** What the file calls the default comes first. */
  private int place(int index) {
    boolean isDefault = facts.sounds().get(index).track().label().is(Role.DEFAULT);
    return isDefault ? 3 * index : 3 * (index + facts.sounds().size());
  }

  /** Of all that is made of a sound; one sound of a film is the default. */
  Set<Role> roles(AudioFacts sound) {
    AudioFacts first = Collections.min(facts.sounds(), Comparator.comparingInt(this::place));
    return roles(sound.track().label(), OF_SOUND, sound.equals(first));
  }

  /** Of subtitles, of which not more than one are the default. */
  Set<Role> roles(TextFacts text) {
    Optional<TextFacts> first =
        facts.texts().stream()
            .filter(known -> known.form().isPresent())
            .filter(known -> known.track().label().is(Role.DEFAULT))
            .findFirst();
    return roles(text.track().label(), OF_TEXT, first.equals(Optional.of(text)));
  }

  private static Set<Role> roles(TrackLabel label, Set<Role> known, boolean isDefault) {
    var roles = new HashSet<>(known);
    roles.retainAll(label.roles());
    if (isDefault) {
      roles.add(Role.DEFAULT);
    }
    return roles;
  }

  static Optional<String> language(TrackLabel label) {
    return LanguageTag.of(label.language());
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

  /** What a job makes of the film: the chunk that was planned, however long they are by now. */
  Chunk chunk(Job job) {
    List<Long> micros =
        LongStream.range(job.firstSegment(), job.endSegment()).mapToObj(cuts::micros).toList();
    boolean isLast = job.endSegment() == cuts.count();
    long endMicros = isLast ? Chunk.TO_THE_END : cuts.micros(job.endSegment());
    return new Chunk(job.firstSegment(), micros, endMicros);
  }
}

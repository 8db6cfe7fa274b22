package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.VIDEO_TIMESCALE;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.video;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.RungPackager.Rung;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.storage.BlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.testkit.hls.HlsRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rungs of pictures that are made of a stream's, and come some pictures later. */
class RungPackagerTest extends PackagerFixture {
  private static final int GOP = 60;
  private static final long EPOCH_TICKS = START_MILLIS * VIDEO_TIMESCALE / 1000;
  private static final Rung LOW = new Rung("video-360p", 600_000);

  private final MemoryBlobStore rungStore = new MemoryBlobStore(1_000_000);
  private final List<MediaSample> encoding = new ArrayList<>();
  private RungPackager rungs;
  private String lastPlaylist = "";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 70, 130})
  void areCutWhereTheLeaderIs(int lag) throws IOException {
    source(Footage.frames(30, 600, GOP), lag, 0, Integer.MAX_VALUE);

    PeriodTrack leader = rungs.compose().currentPeriod().leader();
    PeriodTrack rung = rung();
    List<Segment> complete = rung.segments().stream().filter(Segment::complete).toList();
    assertThat(complete).hasSizeGreaterThan(4);
    for (int i = 0; i < complete.size(); i++) {
      Segment model = leader.segments().get(i);
      Segment made = complete.get(i);
      assertThat(made.sequence()).isEqualTo(model.sequence());
      assertThat(made.startTicks()).isEqualTo(model.startTicks());
      assertThat(made.durationTicks()).isEqualTo(model.durationTicks());
      assertThat(made.wallMillis()).isEqualTo(model.wallMillis());
      assertThat(made.isIndependent()).isTrue();
      assertThat(made.parts().stream().map(Part::startTicks).toList())
          .isEqualTo(model.parts().stream().map(Part::startTicks).toList());
    }
    assertThat(rungs.lostPictures()).isZero();
    assertThat(rung.plannedBps()).isEqualTo(LOW.plannedBps());
    assertThat(rungs.hasAny()).isTrue();
  }

  @Test
  void holdTheVeryPicturesOfTheirSegments() throws Exception {
    List<MediaSample> frames = Footage.frames(30, 400, GOP);
    source(frames, 20, 0, Integer.MAX_VALUE);

    PeriodTrack rung = rung();
    Segment third = rung.segments().get(2);
    List<MediaSample> read = new ArrayList<>();
    for (Part part : third.parts()) {
      Bytes octets = Bytes.concat(rungStore.read(part.extent(), part.offset(), part.lengthBytes()));
      read.addAll(FragmentedMp4Reader.open(rung.header()).read(octets));
    }
    assertThat(read.stream().map(MediaSample::ptsTicks))
        .containsExactlyElementsOf(
            frames.subList(2 * GOP, 3 * GOP).stream()
                .map(f -> f.ptsTicks() + EPOCH_TICKS)
                .toList());
    assertThat(read.getFirst().keyframe()).isTrue();
  }

  @Test
  void areCutByWhatIsShownWherePicturesAreReordered() throws IOException {
    source(reordered(Footage.frames(30, 400, GOP)), 12, 0, Integer.MAX_VALUE);

    PeriodTrack leader = rungs.compose().currentPeriod().leader();
    assertThat(rung().segments()).hasSizeGreaterThan(3);
    for (Segment made : rung().segments()) {
      assertThat(made.isIndependent()).isTrue();
      assertThat(leader.segments())
          .anyMatch(model ->
              model.startTicks() == made.startTicks() && model.sequence() == made.sequence());
    }
  }

  /** Shown two pictures later than decoded, and every second and third the other way round. */
  private static List<MediaSample> reordered(List<MediaSample> frames) {
    var shown = new ArrayList<MediaSample>();
    for (int i = 0; i < frames.size(); i++) {
      MediaSample frame = frames.get(i);
      int by = i % GOP == 0 || i % GOP == GOP - 1 ? 2 : i % 2 == 1 ? 3 : 1;
      int until = Math.min(frames.size() - 1, i + by);
      int ticks = (int) (frames.get(until).dtsTicks() - frame.dtsTicks());
      shown.add(Footage.frame(frame.dtsTicks(), ticks, frame.keyframe(), i));
    }
    return shown;
  }

  @Test
  void haveGapsBeforeTheyBegin() throws IOException {
    source(Footage.frames(30, 600, GOP), 5, 3 * GOP, Integer.MAX_VALUE);

    assertThat(rung().segments().subList(0, 3)).allMatch(Segment::isGap);
    assertThat(rung().segments().subList(3, 6)).noneMatch(Segment::isGap);
    assertThat(rung().segments().getFirst().sequence())
        .isEqualTo(rungs.compose().currentPeriod().leader().segments().getFirst().sequence());
  }

  @Test
  void beginWithAKeyframe() throws IOException {
    source(Footage.frames(30, 600, GOP), 5, 3 * GOP + 11, Integer.MAX_VALUE);

    assertThat(rung().segments().subList(0, 4)).allMatch(Segment::isGap);
    assertThat(rung().segments().get(4).isIndependent()).isTrue();
    assertThat(rungs.lostPictures()).isEqualTo(GOP - 11);
  }

  @Test
  void haveAGapWhereTheEncoderWasLostWithinASegment() throws IOException {
    source(Footage.frames(30, 900, GOP), 5, 0, 5 * GOP + 30);

    assertThat(rung().segments())
        .hasSize(rungs.compose().currentPeriod().leader().segments().size() - 1);
    assertThat(rung().segments().subList(0, 5)).noneMatch(Segment::isGap);
    assertThat(rung().segments().subList(5, rung().segments().size())).allMatch(Segment::isGap);
  }

  @Test
  void goOnAfterTheEncoderWasLostAndNeverFillAGapThatWasTold() throws IOException {
    List<MediaSample> frames = Footage.frames(30, 900, GOP);
    source(frames.subList(0, 600), 5, 0, 5 * GOP + 30);
    long told = rung().segments().getLast().sequence();

    long from = rungs.expect(periodId(), List.of(0));
    continued(frames, 600, 5);

    assertThat(from).isEqualTo(told + 1);
    assertThat(
            rung().segments().stream()
                .filter(s -> s.sequence() <= told && s.sequence() >= told - 3))
        .allMatch(Segment::isGap);
    assertThat(rung().segments().getLast().isGap()).isFalse();
    assertThat(sequences(rung())).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void haveGapsWhereTheEncoderLeftSegmentsOut() throws IOException {
    List<MediaSample> frames = Footage.frames(30, 900, GOP);
    begin(frames.getFirst());
    for (int i = 0; i < frames.size(); i++) {
      offer(frames.get(i));
      boolean leftOut = i >= 4 * GOP && i < 7 * GOP;
      if (!leftOut) {
        encode(frames.get(i), 5);
      }
    }

    assertThat(rung().segments().subList(4, 7)).allMatch(Segment::isGap);
    assertThat(rung().segments().get(3).isGap()).isFalse();
    assertThat(rung().segments().get(7).isGap()).isFalse();
  }

  @Test
  void fillNoGapThatViewersWereToldOfBefore() throws IOException {
    known = name -> name.equals(LOW.name());

    source(Footage.frames(30, 600, GOP), 5, 0, Integer.MAX_VALUE);

    assertThat(rung().segments().getFirst().isGap()).isTrue();
    assertThat(rung().segments().get(1).isIndependent()).isTrue();
  }

  @Test
  void areGoneFromTheStoreWithWhatTheyAreMadeOf() throws IOException {
    source(Footage.frames(30, 3_000, GOP), 5, 0, Integer.MAX_VALUE);

    assertThat(rungs.compose().firstSequence()).isGreaterThan(START_MILLIS / 1000);
    assertThat(rung().segments().getFirst().sequence()).isEqualTo(rungs.compose().firstSequence());
    rungs.delete();
    assertThat(rungStore.usedBytes()).isZero();
  }

  @Test
  void areWholeAtTheEndOfTheStream() throws IOException {
    source(Footage.frames(30, 630, GOP), 5, 0, Integer.MAX_VALUE);
    accept(new StreamEvent.Ended());
    rungs.follow(presentation());
    deliver(0);
    rungs.end(periodId());

    List<Segment> made = rung().segments();
    assertThat(made).hasSameSizeAs(rungs.compose().currentPeriod().leader().segments());
    assertThat(made).allMatch(segment -> segment.complete() && !segment.isGap());
  }

  @Test
  void goOnInTheNextPeriodOnceItIsCoded() throws IOException {
    source(Footage.frames(30, 300, GOP), 0, 0, Integer.MAX_VALUE);
    long first = periodId();
    rungs.end(first);
    accept(period(1, START_MILLIS + 20_000, video(), audio(RATE)));
    for (MediaSample frame : Footage.frames(30, 300, GOP)) {
      accept(new StreamEvent.Sample(frame));
    }
    rungs.follow(presentation());
    PeriodTrack before = rung();
    rungs.expect(periodId(), List.of(0));
    rungs.begin(periodId(), 0, ArchiveFixture.video());

    assertThat(before.header()).isEqualTo(Bytes.EMPTY);
    assertThat(before.segments()).isEmpty();
    assertThat(rung().header()).isNotEqualTo(Bytes.EMPTY);
    assertThat(periodId()).isNotEqualTo(first);
  }

  @Test
  void giveUpASegmentThatTheStoreHasNoRoomFor() throws IOException {
    var small = new MemoryBlobStore(4_000);
    rungsIn = Optional.of(small);
    List<MediaSample> frames = Footage.frames(30, 900, GOP);
    source(frames, 5, 0, Integer.MAX_VALUE);

    assertThat(rung().segments()).anyMatch(Segment::isGap);
    assertThat(sequences(rung())).isSorted().doesNotHaveDuplicates();
    assertThat(rungs.lostPictures()).isPositive();
  }

  private Optional<BlobStore> rungsIn = Optional.empty();
  private Predicate<String> known = _ -> false;

  /** The source, and pictures of the encoder that come so many later, of those in between. */
  private void source(List<MediaSample> frames, int lag, int from, int to) throws IOException {
    begin(frames.getFirst());
    boolean lost = false;
    for (int i = 0; i < frames.size(); i++) {
      offer(frames.get(i));
      if (i >= from && i < to) {
        encode(frames.get(i), lag);
      } else if (i >= to && !lost) {
        lost = true;
        encoding.clear();
        rungs.end(periodId());
      }
      checkPlaylist();
    }
  }

  private void continued(List<MediaSample> frames, int from, int lag) throws IOException {
    for (MediaSample frame : frames.subList(from, frames.size())) {
      offer(frame);
      encode(frame, lag);
      checkPlaylist();
    }
  }

  /** Until there is a presentation. */
  private void begin(MediaSample first) throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    assertThat(first.keyframe()).isTrue();
  }

  private void offer(MediaSample frame) throws IOException {
    accept(new StreamEvent.Sample(frame));
    if (latest == null) {
      return;
    }
    if (rungs == null) {
      rungs = new RungPackager("live/demo", List.of(LOW), rungsIn.orElse(rungStore), latest, known);
      rungs.expect(periodId(), List.of(0));
      rungs.begin(periodId(), 0, ArchiveFixture.video());
    }
    rungs.follow(latest);
  }

  private void encode(MediaSample frame, int lag) throws IOException {
    encoding.add(frame);
    if (rungs != null) {
      deliver(lag);
    }
  }

  /** In the order in which they are shown. */
  private void deliver(int lag) throws IOException {
    encoding.sort(java.util.Comparator.comparingLong(MediaSample::ptsTicks));
    while (encoding.size() > lag) {
      MediaSample next = encoding.removeFirst();
      rungs.add(
          periodId(),
          0,
          Footage.frame(next.ptsTicks() + EPOCH_TICKS, 0, next.keyframe(), (int) next.ptsTicks()));
    }
  }

  private void checkPlaylist() {
    if (rungs == null || !rungs.hasAny()) {
      return;
    }
    String now = MediaPlaylist.write(rungs.compose(), LOW.name(), PlaylistForm.WHOLE);
    if (now.equals(lastPlaylist)) {
      return;
    }
    assertThat(HlsRules.checkMedia(now)).isEmpty();
    if (!lastPlaylist.isEmpty()) {
      assertThat(HlsRules.checkSuccession(lastPlaylist, now)).isEmpty();
    }
    lastPlaylist = now;
  }

  private long periodId() {
    return presentation().currentPeriod().id();
  }

  private PeriodTrack rung() {
    return rungs.compose().currentPeriod().track(LOW.name()).orElseThrow();
  }

  private static List<Long> sequences(PeriodTrack track) {
    return track.segments().stream().map(Segment::sequence).toList();
  }
}

package dev.weir.channel.health;

import dev.weir.channel.health.HealthSnapshot.Rewind;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcFields;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.PixelFormat;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.SoundFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * An encoder, the line behind it, and the doctor's opinion of what comes out. As made it is
 * healthy; tests spoil one thing each. Confined to its test.
 */
final class SimulatedEncoder {
  /** As loud as speech should be. */
  static final Bytes LOUD = SoundFrames.noise(-20);

  /** How FFmpeg codes two channels of digital silence. */
  static final Bytes SILENT = Bytes.ofHex("211004608c1c");

  private static final StreamName NAME = new StreamName("patient");
  private static final int VIDEO = 1;
  private static final int AUDIO = 2;
  private static final int MILLIS = 1000;

  /** Begins as an IDR slice of a field does, for an encoder that may send such. */
  private static final Bytes PAYLOAD =
      Bytes.concat(List.of(Bytes.of(0x65, 0x88, 0x84), Bytes.wrap(new byte[4 << 20])));

  // What it sends.
  Optional<Track> video = Optional.of(picture(100, 1280, 720));
  Optional<Track> audio = Optional.of(sound(48_000, 2));
  IntToDoubleFunction frameMillis = index -> index * 1000 / 30.0;
  IntPredicate isKeyframe = index -> index % 60 == 0;
  IntPredicate isSent = _ -> true;
  IntUnaryOperator frameBytes = index -> index % 60 == 0 ? 60_000 : 9_000;
  IntUnaryOperator compositionMillis = _ -> 0;
  IntFunction<Bytes> soundFrame = _ -> LOUD;
  double soundDelayMillis;
  long soundAheadMillis;
  boolean waitsWhenHeldBack;

  /** When something arrives that was sent then; what was sent first arrives first. */
  DoubleUnaryOperator arrivalMillis = millis -> millis + 40;

  Rewind rewind = Rewind.KEPT;

  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final StreamRegistry registry = new StreamRegistry(RegistryLimits.DEFAULT, clock);
  private double nowMillis;

  private record Sent(double sentMillis, MediaSample sample) {}

  static Track picture(int profile, int width, int height) {
    var sps = new AvcSps(profile, 0, 31, width, height, 0);
    var unit = Bytes.of(0x67, profile, 0, 31);
    return new Track(VIDEO, MILLIS, new AvcConfig(List.of(unit), List.of(Bytes.of(0x68)), sps));
  }

  /** 1280 × 720, of which each picture is a field if its slices say so. */
  static Track interlacedPicture() {
    var sps =
        new AvcSps(
            100,
            0,
            31,
            1280,
            720,
            0,
            PixelFormat.YUV_420_8_BIT,
            PixelAspect.SQUARE,
            Optional.empty(),
            new AvcFields(true, false, 4, Optional.empty()));
    var unit = Bytes.of(0x67, 100, 0, 31);
    return new Track(VIDEO, MILLIS, new AvcConfig(List.of(unit), List.of(Bytes.of(0x68)), sps));
  }

  static Track sound(int sampleRate, int channels) {
    var config = new AacConfig(2, sampleRate, channels, 1024, Bytes.of(channels));
    return new Track(AUDIO, MILLIS, config);
  }

  PublisherLease connect() {
    var identity = new PublisherIdentity("s1", "192.0.2.1", "none");
    var granted = registry.publish(NAME, PublishPolicy.TAKE_OVER, identity, _ -> {});
    PublisherLease lease = ((Granted) granted).lease();
    video.ifPresent(lease::track);
    audio.ifPresent(lease::track);
    return lease;
  }

  /** Sends so much, and says what the doctor finds. */
  List<Finding> findingsAfter(int seconds) {
    send(connect(), seconds);
    return findings();
  }

  void send(PublisherLease lease, int seconds) {
    var sent = new ArrayList<Sent>();
    video.ifPresent(_ -> sent.addAll(pictures(seconds)));
    audio.ifPresent(_ -> sent.addAll(sounds(seconds)));
    sent.sort(Comparator.comparingDouble(Sent::sentMillis));
    double start = nowMillis;
    for (Sent each : sent) {
      advanceTo(start + arrivalMillis.applyAsDouble(each.sentMillis()));
      lease.sample(each.sample());
      if (waitsWhenHeldBack) {
        advanceTo(nowMillis + lease.holdBack() / 1e6);
      }
    }
  }

  private List<Sent> pictures(int seconds) {
    var sent = new ArrayList<Sent>();
    for (int i = 0; frameMillis.applyAsDouble(i) < seconds * 1000.0; i++) {
      if (isSent.test(i)) {
        double millis = frameMillis.applyAsDouble(i);
        var sample =
            new MediaSample(
                VIDEO,
                (long) millis,
                compositionMillis.applyAsInt(i),
                0,
                isKeyframe.test(i),
                List.of(PAYLOAD.slice(0, frameBytes.applyAsInt(i))));
        sent.add(new Sent(millis, sample));
      }
    }
    return sent;
  }

  private List<Sent> sounds(int seconds) {
    var sent = new ArrayList<Sent>();
    for (int i = 0; i * 1024 / 48.0 < seconds * 1000.0; i++) {
      double millis = i * 1024 / 48.0;
      long dtsTicks = (long) millis + soundAheadMillis;
      var sample = new MediaSample(AUDIO, dtsTicks, 0, 0, true, List.of(soundFrame.apply(i)));
      sent.add(new Sent(millis + soundDelayMillis, sample));
    }
    return sent;
  }

  private void advanceTo(double millis) {
    while (millis > nowMillis) {
      double step = Math.min(100, millis - nowMillis);
      clock.advance(Duration.ofNanos(Math.round(step * 1e6)));
      nowMillis += step;
      registry.tick(clock.monotonicNanos());
    }
  }

  /** Nothing happens for so long. */
  void pause(int seconds) {
    advanceTo(nowMillis + seconds * 1000.0);
  }

  HealthSnapshot snapshot() {
    return new HealthSnapshot(registry.health(NAME).orElseThrow(), Duration.ofSeconds(2), rewind);
  }

  List<Finding> findings() {
    return Doctor.examine(snapshot());
  }

  /** Codes of what is not as it should be. */
  static List<String> complaints(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() != Severity.OK)
        .map(Finding::code)
        .toList();
  }

  static Finding found(String code, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " in " + findings));
  }
}

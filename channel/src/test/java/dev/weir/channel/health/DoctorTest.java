package dev.weir.channel.health;

import static dev.weir.channel.health.SimulatedEncoder.complaints;
import static dev.weir.channel.health.SimulatedEncoder.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.health.HealthSnapshot.Rewind;
import dev.weir.stream.PublisherLease;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each finding: what makes it, and that nothing else does. */
class DoctorTest {
  private final SimulatedEncoder encoder = new SimulatedEncoder();

  @Test
  void findsNothingWrongWithAHealthyStream() {
    List<Finding> findings = encoder.findingsAfter(180);

    assertThat(complaints(findings)).isEmpty();
    assertThat(findings)
        .extracting(Finding::code)
        .contains(
            "keyframe-interval",
            "keyframe-irregular",
            "variable-frame-rate",
            "frame-rate-odd",
            "b-frames",
            "profile-baseline",
            "interlaced",
            "bitrate-spikes",
            "bitrate-size",
            "network-unsteady",
            "encoder-overload",
            "falling-behind",
            "av-skew",
            "clock-drift",
            "faster-than-real-time",
            "audio-silent",
            "audio-quiet",
            "audio-clipping",
            "audio-sample-rate",
            "audio-channels",
            "samples-dropped",
            "timestamps-jump",
            "dvr-stopped");
    assertThat(Doctor.verdict(findings)).isEqualTo(Severity.OK);
  }

  @Test
  void findsNothingWrongWithOtherHealthyStreams() {
    for (double rate : new double[] {23.976, 25, 29.97, 50, 59.94, 60}) {
      var other = new SimulatedEncoder();
      int gop = (int) Math.round(2 * rate);
      other.frameMillis = index -> index * 1000 / rate;
      other.isKeyframe = index -> index % gop == 0;
      other.frameBytes = index -> index % gop == 0 ? 60_000 : 9_000;

      assertThat(complaints(other.findingsAfter(60))).as("%s fps", rate).isEmpty();
    }
  }

  @Test
  void saysNothingBeforeItKnows() {
    assertThat(complaints(encoder.findingsAfter(2))).isEmpty();
  }

  @Test
  void findsKeyframesThatAreTooFarApart() {
    encoder.isKeyframe = index -> index % 250 == 0;

    List<Finding> findings = encoder.findingsAfter(60);

    assertThat(complaints(findings)).containsExactly("keyframe-interval");
    Finding finding = found("keyframe-interval", findings);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.measured()).contains("8.3 s").contains("250 frames");
    assertThat(finding.remedy().ffmpeg()).isEqualTo("-g 60 -keyint_min 60 -sc_threshold 0");
    assertThat(finding.remedy().obs()).contains("Keyframe Interval: 2 s");
  }

  @Test
  void findsAKeyframeThatDoesNotComeBeforeTheNextHasCome() {
    encoder.isKeyframe = index -> index == 0;

    assertThat(found("keyframe-interval", encoder.findingsAfter(30)).severity())
        .isEqualTo(Severity.FAULT);
  }

  @Test
  void takesFourSecondsForSoonEnough() {
    encoder.isKeyframe = index -> index % 120 == 0;

    assertThat(complaints(encoder.findingsAfter(60))).isEmpty();
  }

  @Test
  void findsKeyframesAtSceneCuts() {
    encoder.isKeyframe = index -> index % 60 == 0 || index % 140 == 17;

    assertThat(complaints(encoder.findingsAfter(60))).containsExactly("keyframe-irregular");
  }

  @Test
  void forgivesASceneCutNowAndThen() {
    encoder.isKeyframe = index -> index % 60 == 0 || index % 1300 == 17;

    assertThat(complaints(encoder.findingsAfter(60))).isEmpty();
  }

  @Test
  void advisesOnBFrames() {
    encoder.compositionMillis = index -> index % 3 == 0 ? 100 : 33;

    List<Finding> findings = encoder.findingsAfter(30);

    assertThat(complaints(findings)).containsExactly("b-frames");
    assertThat(found("b-frames", findings).severity()).isEqualTo(Severity.ADVICE);
  }

  @Test
  void takesAConstantOffsetForNoBFrames() {
    encoder.compositionMillis = index -> 66 + index % 2;

    assertThat(complaints(encoder.findingsAfter(30))).isEmpty();
  }

  @Test
  void advisesOnABaselineProfileForALargePicture() {
    encoder.video = Optional.of(SimulatedEncoder.picture(66, 1280, 720));

    assertThat(complaints(encoder.findingsAfter(30))).containsExactly("profile-baseline");
  }

  @Test
  void leavesABaselineProfileToSmallPictures() {
    encoder.video = Optional.of(SimulatedEncoder.picture(66, 640, 360));

    assertThat(complaints(encoder.findingsAfter(30))).isEmpty();
  }

  @Test
  void findsAnInterlacedPicture() {
    encoder.video = Optional.of(SimulatedEncoder.interlacedPicture());

    List<Finding> findings = encoder.findingsAfter(30);

    assertThat(complaints(findings)).containsExactly("interlaced");
    assertThat(found("interlaced", findings).remedy().ffmpeg()).contains("bwdif");
    assertThat(found("interlaced", findings).remedy().obs()).contains("Deinterlacing");
  }

  @Test
  void findsBitRateSpikes() {
    encoder.frameBytes = index -> index / 30 % 10 == 0 ? 40_000 : 5_000;

    assertThat(complaints(encoder.findingsAfter(60))).containsExactly("bitrate-spikes");
  }

  @Test
  void findsABitRateThatIsTooLow() {
    encoder.video = Optional.of(SimulatedEncoder.picture(100, 1920, 1080));
    encoder.frameBytes = _ -> 3_000;

    assertThat(complaints(encoder.findingsAfter(60))).containsExactly("bitrate-size");
  }

  @Test
  void findsABitRateThatIsTooHigh() {
    encoder.frameBytes = _ -> 60_000;

    assertThat(complaints(encoder.findingsAfter(60))).containsExactly("bitrate-size");
  }

  @Test
  void findsAnUnusualSampleRate() {
    encoder.audio = Optional.of(SimulatedEncoder.sound(44_100, 2));

    List<Finding> findings = encoder.findingsAfter(30);

    assertThat(complaints(findings)).containsExactly("audio-sample-rate");
    assertThat(found("audio-sample-rate", findings).measured()).contains("44.1 kHz");
  }

  @Test
  void findsMonoAndSurround() {
    for (int channels : new int[] {1, 6}) {
      var other = new SimulatedEncoder();
      other.audio = Optional.of(SimulatedEncoder.sound(48_000, channels));

      assertThat(complaints(other.findingsAfter(30))).containsExactly("audio-channels");
    }
  }

  @Test
  void missesATrack() {
    encoder.audio = Optional.empty();
    assertThat(complaints(encoder.findingsAfter(20))).containsExactly("no-audio");

    var radio = new SimulatedEncoder();
    radio.video = Optional.empty();
    assertThat(complaints(radio.findingsAfter(20))).containsExactly("no-video");
  }

  @Test
  void findsAPublisherThatIsGone() {
    PublisherLease lease = encoder.connect();
    encoder.send(lease, 20);
    lease.lost("gone");
    encoder.pause(2);

    assertThat(complaints(encoder.findings())).containsExactly("no-publisher");
    assertThat(Doctor.verdict(encoder.findings())).isEqualTo(Severity.FAULT);
  }

  @Test
  void remembersThatThePublisherWasAway() {
    PublisherLease lease = encoder.connect();
    encoder.send(lease, 20);
    lease.lost("gone");
    encoder.pause(3);

    List<Finding> findings = encoder.findingsAfter(20);

    assertThat(complaints(findings)).containsExactly("publisher-returns");
  }

  @Test
  void forgetsWhatThePublisherBeforeDidWrong() {
    encoder.isKeyframe = index -> index % 250 == 0;
    PublisherLease lease = encoder.connect();
    encoder.send(lease, 60);
    lease.lost("to mend it");
    encoder.isKeyframe = index -> index % 60 == 0;

    assertThat(complaints(encoder.findingsAfter(20))).doesNotContain("keyframe-interval");
  }

  @Test
  void saysThatADiskFails() {
    encoder.rewind = Rewind.FAILING;
    assertThat(complaints(encoder.findingsAfter(20))).containsExactly("dvr-stopped");

    encoder.rewind = Rewind.OFF;
    assertThat(encoder.findings()).extracting(Finding::code).doesNotContain("dvr-stopped");
  }
}

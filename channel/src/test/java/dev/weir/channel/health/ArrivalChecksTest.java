package dev.weir.channel.health;

import static dev.weir.channel.health.SimulatedEncoder.complaints;
import static dev.weir.channel.health.SimulatedEncoder.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.PublisherLease;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Time: what the network, the encoder's clock and its load do, and that they are told apart. */
class ArrivalChecksTest {
  private final SimulatedEncoder encoder = new SimulatedEncoder();

  @Test
  void findsAVariableFrameRate() {
    var random = new Random(1);
    var millis = new double[3_000];
    for (int i = 1; i < millis.length; i++) {
      millis[i] = millis[i - 1] + random.nextInt(15, 60);
    }
    encoder.frameMillis = index -> millis[index];

    List<Finding> findings = encoder.findingsAfter(60);

    assertThat(complaints(findings)).contains("variable-frame-rate");
    assertThat(complaints(findings)).doesNotContain("encoder-overload", "network-unsteady");
  }

  @Test
  void findsAFrameRateThatFollowsTheMovement() {
    encoder.isSent = index -> index % 60 == 0 || index / 150 % 2 == 0 || index % 5 == 0;

    assertThat(complaints(encoder.findingsAfter(60)))
        .contains("variable-frame-rate")
        .doesNotContain("encoder-overload");
  }

  @Test
  void asksForTheRateThatWasMeantWhereAThirdOfTheFramesIsMissing() {
    var random = new Random(1);
    var isMissing = random.ints(3_000, 0, 10).mapToObj(number -> number < 3).toList();
    encoder.isSent = index -> index % 60 == 0 || !isMissing.get(index);

    List<Finding> findings = encoder.findingsAfter(60);

    assertThat(found("variable-frame-rate", findings).remedy().ffmpeg())
        .isEqualTo("-fps_mode cfr -r 30");
  }

  @Test
  void findsAnOddFrameRate() {
    encoder.frameMillis = index -> index * 1000 / 27.0;
    encoder.isKeyframe = index -> index % 54 == 0;

    List<Finding> findings = encoder.findingsAfter(40);

    assertThat(complaints(findings)).containsExactly("frame-rate-odd");
    assertThat(found("frame-rate-odd", findings).measured()).startsWith("27 ");
  }

  @Test
  void findsAnEncoderThatLeavesFramesOut() {
    encoder.isSent = index -> index % 60 == 0 || index % 17 != 3;

    List<Finding> findings = encoder.findingsAfter(60);

    assertThat(complaints(findings)).containsExactly("encoder-overload");
    assertThat(found("encoder-overload", findings).remedy().obs()).contains("encoding lag");
  }

  @Test
  void findsANetworkThatHoldsBack() {
    encoder.arrivalMillis =
        millis -> {
          double inPattern = millis % 8_000;
          return inPattern < 1_200 ? millis - inPattern + 1_240 : millis + 40;
        };

    List<Finding> findings = encoder.findingsAfter(60);

    assertThat(complaints(findings)).containsExactly("network-unsteady");
    assertThat(found("network-unsteady", findings).measured()).contains("1.2 s");
  }

  @Test
  void tellsAnEncoderThatPausesFromANetworkThatHoldsBack() {
    encoder.isSent = index -> index % 240 == 0 || index % 240 > 30;
    encoder.audio = Optional.empty();

    assertThat(complaints(encoder.findingsAfter(60)))
        .contains("encoder-overload")
        .doesNotContain("network-unsteady");
  }

  @Test
  void forgivesJitterOfAnOrdinaryLine() {
    var random = new Random(2);
    encoder.arrivalMillis = millis -> millis + 40 + random.nextInt(60);

    assertThat(complaints(encoder.findingsAfter(60))).isEmpty();
  }

  @Test
  void findsAStreamThatFallsBehind() {
    encoder.arrivalMillis = millis -> 40 + millis + late(millis);

    List<Finding> findings = encoder.findingsAfter(70);

    assertThat(complaints(findings)).containsExactly("falling-behind");
  }

  /** From the thirtieth second on the line carries only nine tenths of what is sent. */
  private static double late(double millis) {
    return Math.max(0, millis - 30_000) * 0.1;
  }

  @Test
  void findsSoundAndPictureThatComeApart() {
    encoder.soundDelayMillis = 250;

    List<Finding> findings = encoder.findingsAfter(30);

    assertThat(complaints(findings)).containsExactly("av-skew");
    assertThat(found("av-skew", findings).measured()).startsWith("Video comes 2");
  }

  @Test
  void findsAClockThatIsWrong() {
    for (double ppm : new double[] {-180, 180}) {
      var random = new Random(3);
      var drifting = new SimulatedEncoder();
      drifting.arrivalMillis = millis -> 200 + millis * (1 - ppm / 1e6) + random.nextInt(30);

      List<Finding> findings = drifting.findingsAfter(400);

      assertThat(complaints(findings)).containsExactly("clock-drift");
      assertThat(drifting.snapshot().drift().orElseThrow().partsPerMillion())
          .isBetween(ppm - 15, ppm + 15);
    }
  }

  @Test
  void takesCongestionForNoDrift() {
    var random = new Random(4);
    encoder.arrivalMillis =
        millis -> millis + random.nextInt(30) + (millis > 150_000 && millis < 170_000 ? 300 : 0);

    encoder.findingsAfter(300);

    assertThat(encoder.snapshot().drift().orElseThrow().partsPerMillion()).isBetween(-30.0, 30.0);
  }

  @Test
  void findsTimestampsThatJump() {
    encoder.frameMillis = index -> index * 1000 / 30.0 + (index > 900 ? 3_600_000 : 0);
    encoder.audio = Optional.empty();
    PublisherLease lease = encoder.connect();
    encoder.arrivalMillis = millis -> millis > 3_600_000 ? millis - 3_599_960 : millis + 40;

    encoder.send(lease, 3_660);

    assertThat(complaints(encoder.findings())).contains("timestamps-jump");
  }

  @Test
  void findsFramesThatHadToBeLeftOut() {
    encoder.frameMillis =
        index -> index % 40 == 7 ? (index - 3) * 1000 / 30.0 : index * 1000 / 30.0;

    assertThat(complaints(encoder.findingsAfter(30))).contains("samples-dropped");
  }
}

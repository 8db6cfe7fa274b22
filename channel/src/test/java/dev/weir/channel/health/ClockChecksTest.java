package dev.weir.channel.health;

import static dev.weir.channel.health.SimulatedEncoder.complaints;
import static dev.weir.channel.health.SimulatedEncoder.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Timestamps that follow no clock, or several. */
class ClockChecksTest {
  private final SimulatedEncoder encoder = new SimulatedEncoder();

  @Test
  void findsTracksWithClocksOfTheirOwn() {
    encoder.soundAheadMillis = 3_600_000;

    List<Finding> findings = encoder.findingsAfter(30);

    assertThat(complaints(findings)).containsExactly("clocks-apart");
    assertThat(found("clocks-apart", findings).measured()).startsWith("Timestamps of audio are");
  }

  @Test
  void findsAnEncoderThatIsFasterThanRealTime() {
    encoder.arrivalMillis = millis -> 0;
    encoder.waitsWhenHeldBack = true;

    List<Finding> findings = encoder.findingsAfter(40);

    assertThat(complaints(findings)).containsExactly("faster-than-real-time");
    assertThat(found("faster-than-real-time", findings).remedy().ffmpeg()).startsWith("-re ");
  }

  @Test
  void forgivesWhatPiledUpWhileTheLineWasDown() {
    encoder.arrivalMillis = millis -> Math.max(9_000, millis);
    encoder.waitsWhenHeldBack = true;

    assertThat(complaints(encoder.findingsAfter(90))).doesNotContain("faster-than-real-time");
  }
}

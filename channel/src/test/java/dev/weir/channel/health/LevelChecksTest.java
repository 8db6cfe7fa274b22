package dev.weir.channel.health;

import static dev.weir.channel.health.SimulatedEncoder.complaints;
import static dev.weir.channel.health.SimulatedEncoder.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.Mp3Config;
import dev.weir.testkit.SoundFrames;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the doctor says of how loud a stream is. */
class LevelChecksTest {
  private final SimulatedEncoder encoder = new SimulatedEncoder();

  private List<Finding> findings(double rmsDbfs, int seconds) {
    Bytes frame = SoundFrames.noise(rmsDbfs);
    encoder.soundFrame = _ -> frame;
    return encoder.findingsAfter(seconds);
  }

  @Test
  void findsDigitalSilence() {
    encoder.soundFrame = _ -> SimulatedEncoder.SILENT;

    List<Finding> findings = encoder.findingsAfter(40);

    assertThat(complaints(findings)).containsExactly("audio-silent");
    Finding finding = found("audio-silent", findings);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.measured()).containsPattern("for 3[67] s");
    assertThat(finding.remedy().obs()).contains("unmute");
  }

  @Test
  void takesWhatNobodyHearsForSilence() {
    assertThat(complaints(findings(-75, 40))).containsExactly("audio-silent");
  }

  @Test
  void countsSilenceFromWhenItBegan() {
    encoder.soundFrame = index -> index < 20 * 47 ? SimulatedEncoder.LOUD : SimulatedEncoder.SILENT;

    List<Finding> findings = encoder.findingsAfter(65);

    assertThat(found("audio-silent", findings).measured()).containsPattern("for 4[345] s");
  }

  @Test
  void forgivesAPause() {
    encoder.soundFrame = _ -> SimulatedEncoder.SILENT;

    assertThat(complaints(encoder.findingsAfter(15))).isEmpty();
  }

  @Test
  void advisesOnSoundThatIsQuiet() {
    List<Finding> findings = findings(-40, 30);

    assertThat(complaints(findings)).containsExactly("audio-quiet");
    Finding finding = found("audio-quiet", findings);
    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.measured()).containsPattern("−(39|40)\\.\\d dBFS");
    assertThat(finding.remedy().ffmpeg()).startsWith("-af volume=20dB");
    assertThat(finding.remedy().obs()).contains("Gain: 20 dB");
  }

  @Test
  void warnsOfSoundThatIsHardlyThere() {
    assertThat(found("audio-quiet", findings(-55, 30)).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void leavesQuietMusicAlone() {
    assertThat(complaints(findings(-33, 30))).isEmpty();
  }

  @Test
  void warnsOfClipping() {
    List<Finding> findings = findings(-4, 30);

    assertThat(complaints(findings)).containsExactly("audio-clipping");
    assertThat(found("audio-clipping", findings).measured())
        .containsPattern("\\d+\\.\\d % of the samples");
  }

  @Test
  void leavesLoudMusicAlone() {
    assertThat(complaints(findings(-14, 30))).isEmpty();
  }

  @Test
  void saysNothingOfWhatItCannotMeasure() {
    encoder.audio = Optional.of(new Track(2, 1000, new Mp3Config(48_000, 2)));
    encoder.soundFrame = _ -> Bytes.of(1);

    assertThat(encoder.findingsAfter(40))
        .extracting(Finding::code)
        .doesNotContain("audio-silent", "audio-quiet", "audio-clipping");
  }
}

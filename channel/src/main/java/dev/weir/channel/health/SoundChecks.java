package dev.weir.channel.health;

import dev.weir.stream.TrackHealth;
import java.util.Optional;

/** Whether there is sound, and such as every device plays; {@link LevelChecks} has how loud. */
final class SoundChecks {
  private static final int COMMON_RATE = 48_000;
  private static final int STEREO = 2;

  private SoundChecks() {}

  private static Optional<TrackHealth> sound(HealthSnapshot snapshot) {
    return snapshot.audio().filter(_ -> snapshot.isPublishing());
  }

  static Optional<Finding> track(HealthSnapshot snapshot) {
    boolean isPictureAlone =
        snapshot.isPublishing()
            && snapshot.audio().isEmpty()
            && snapshot.video().isPresent()
            && snapshot.steadySeconds() > 0;
    return isPictureAlone
        ? Optional.of(
            new Finding(
                "no-audio",
                Severity.ADVICE,
                "There is no sound",
                "The publisher sends video alone.",
                "Viewers hear nothing, and may think that it is their fault.",
                new Remedy(
                    "Settings → Output → Output Mode: Advanced → Streaming → Audio Track: 1",
                    "-map 0:a:0 -c:a aac -b:a 128k -ar 48000")))
        : Optional.empty();
  }

  static Optional<Finding> sampleRate(HealthSnapshot snapshot) {
    return sound(snapshot)
        .map(track -> TrackFacts.of(track.track()).sampleRate())
        .filter(rate -> rate > 0)
        .map(rate ->
            rate == COMMON_RATE
                ? Finding.passed("audio-sample-rate", "The sample rate is the usual one", "48 kHz.")
                : new Finding(
                    "audio-sample-rate",
                    Severity.ADVICE,
                    "The sample rate is not the usual one",
                    Words.rate(rate / 1000.0) + " kHz, where video has 48 kHz.",
                    "It plays. Devices convert it, and mixing it with other material needs another"
                        + " conversion.",
                    new Remedy("Settings → Audio → Sample Rate: 48 kHz", "-ar 48000")));
  }

  static Optional<Finding> channels(HealthSnapshot snapshot) {
    return sound(snapshot)
        .map(track -> TrackFacts.of(track.track()).channels())
        .filter(channels -> channels > 0)
        .map(SoundChecks::channels);
  }

  private static Finding channels(int channels) {
    if (channels == STEREO) {
      return Finding.passed("audio-channels", "The sound is stereo", "2 channels.");
    }
    boolean isMono = channels == 1;
    return new Finding(
        "audio-channels",
        Severity.ADVICE,
        isMono ? "The sound is mono" : "The sound has more than two channels",
        Words.count(channels, "channel") + ".",
        isMono
            ? "Fine for speech; music loses its room."
            : "Some browsers and many devices play only stereo, and mix down as they like.",
        new Remedy("Settings → Audio → Channels: Stereo", "-ac 2"));
  }
}

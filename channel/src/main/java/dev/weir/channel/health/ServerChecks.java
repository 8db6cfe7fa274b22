package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import java.util.Optional;

/** What this server has seen of the publisher as a whole, and does with the stream. */
final class ServerChecks {
  private static final int MANY = 3;

  private ServerChecks() {}

  static Optional<Finding> publisher(HealthSnapshot snapshot) {
    return snapshot.isPublishing()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "no-publisher",
                Severity.FAULT,
                "Nobody publishes",
                "The publisher is gone, and the stream waits for its return.",
                "Players show the last picture, and the stream ends when nobody returns in time.",
                new Remedy(
                    "Start Streaming; Settings → Advanced → Automatically Reconnect: on", "")));
  }

  static Optional<Finding> dropped(HealthSnapshot snapshot) {
    if (!snapshot.isPublishing() || snapshot.steadySeconds() == 0) {
      return Optional.empty();
    }
    long dropped = snapshot.recent().known(StreamMeasure.DROPPED_SAMPLES).sum();
    return Optional.of(
        dropped == 0
            ? Finding.passed("samples-dropped", "Nothing had to be left out", "0 frames.")
            : new Finding(
                "samples-dropped",
                Severity.WARNING,
                "Frames had to be left out",
                Words.count(dropped, "frame")
                    + " in the last minute, because their timestamps went back or fit nothing.",
                "The picture jumps, or the sound clicks.",
                new Remedy("", "-fps_mode cfr -af aresample=async=1")));
  }

  static Optional<Finding> jumps(HealthSnapshot snapshot) {
    long jumps = snapshot.history().stream().known(StreamMeasure.JUMPS).sum();
    if (!snapshot.isPublishing() || snapshot.history().stream().size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        jumps == 0
            ? Finding.passed("timestamps-jump", "The timestamps are unbroken", "No jumps.")
            : new Finding(
                "timestamps-jump",
                jumps >= MANY ? Severity.WARNING : Severity.ADVICE,
                "The timestamps jump",
                Words.count(jumps, "time") + " in the last ten minutes.",
                "At each jump a new period begins: players show a short break, and what came before"
                    + " the next keyframe is lost.",
                new Remedy("", "-fflags +genpts (before -i) -fps_mode cfr -af aresample=async=1")));
  }

  static Optional<Finding> losses(HealthSnapshot snapshot) {
    Series<StreamMeasure> minutes = snapshot.history().stream();
    long losses = 0;
    for (int i = 1; i < minutes.size(); i++) {
      boolean wasThere = minutes.at(StreamMeasure.BITRATE_KBPS, i - 1).isPresent();
      if (wasThere && minutes.at(StreamMeasure.BITRATE_KBPS, i).isEmpty()) {
        losses++;
      }
    }
    return losses == 0 || !snapshot.isPublishing()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "publisher-returns",
                losses >= MANY ? Severity.WARNING : Severity.ADVICE,
                "The publisher was away",
                Words.count(losses, "time") + " in the last ten minutes.",
                "Viewers wait until it is back.",
                new Remedy(
                    "Help → Log Files → View Current Log tells why. Settings → Advanced →"
                        + " Automatically Reconnect: on",
                    "")));
  }

  static Optional<Finding> rewind(HealthSnapshot snapshot) {
    return switch (snapshot.rewind()) {
      case OFF -> Optional.empty();
      case KEPT ->
          Optional.of(
              Finding.passed("dvr-stopped", "Viewers can go back", "The stream is kept on disk."));
      case FAILING ->
          Optional.of(
              new Finding(
                  "dvr-stopped",
                  Severity.WARNING,
                  "The stream is not kept on disk",
                  "The server's disk is full or has failed.",
                  "Viewers cannot go back, and a restart of the server loses the stream's past."
                      + " Live goes on. Whoever runs the server frees space or replaces the disk;"
                      + " keeping resumes by itself.",
                  Remedy.NONE));
    };
  }
}

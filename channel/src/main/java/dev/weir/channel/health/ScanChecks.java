package dev.weir.channel.health;

import dev.weir.stream.TrackMeasure;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether pictures are progressive, as all screens of today are. */
final class ScanChecks {
  private ScanChecks() {}

  static Optional<Finding> interlace(HealthSnapshot snapshot) {
    OptionalInt newest =
        snapshot
            .video()
            .filter(_ -> snapshot.isPublishing())
            .map(track -> snapshot.recent(track).newest(TrackMeasure.INTERLACED_KEYFRAMES))
            .orElse(OptionalInt.empty());
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        newest.getAsInt() == 0
            ? Finding.passed("interlaced", "The picture is progressive", "Whole frames are coded.")
            : interlaced());
  }

  private static Finding interlaced() {
    return new Finding(
        "interlaced",
        Severity.WARNING,
        "The picture is interlaced",
        "Frames are coded as two fields, of odd and of even lines.",
        "Browsers show both fields at once: whatever moves has the teeth of a comb.",
        new Remedy(
            "Sources: right-click the capture device → Deinterlacing → Yadif 2x; where the camera"
                + " can, set it to a progressive format (1080p, not 1080i)",
            "-vf bwdif=mode=send_field -flags -ildct-ilme"));
  }
}

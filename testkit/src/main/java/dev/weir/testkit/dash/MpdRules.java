package dev.weir.testkit.dash;

import dev.weir.testkit.rules.Findings;
import dev.weir.testkit.rules.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Checks MPDs against ISO/IEC 23009-1 and DASH-IF IOP as far as live CMAF by SegmentTimeline goes.
 * Reads the texts by itself, so that it can disagree with who wrote them. Thread-safe.
 */
public final class MpdRules {
  private MpdRules() {}

  /** Checks one MPD by itself. */
  public static List<Violation> check(String text) {
    var findings = new Findings();
    MpdText.read(text, findings).ifPresent(mpd -> new MpdChecks(mpd, findings).check());
    return findings.violations();
  }

  /** Checks that the newer MPD may follow the older. */
  public static List<Violation> checkSuccession(String older, String newer) {
    var findings = new Findings();
    Optional<MpdText> before = MpdText.read(older, findings);
    Optional<MpdText> after = MpdText.read(newer, findings);
    if (before.isPresent() && after.isPresent()) {
      new MpdSuccession(before.get(), after.get(), findings).check();
    }
    return findings.violations();
  }
}

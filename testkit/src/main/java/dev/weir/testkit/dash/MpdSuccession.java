package dev.weir.testkit.dash;

import dev.weir.testkit.rules.Findings;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** What may change from one MPD to its update, ISO/IEC 23009-1 §5.4. Confined to one check. */
final class MpdSuccession {
  private final MpdText older;
  private final MpdText newer;
  private final Findings findings;

  MpdSuccession(MpdText older, MpdText newer, Findings findings) {
    this.older = older;
    this.newer = newer;
    this.findings = findings;
  }

  void check() {
    checkRoot();
    checkPeriodOrder();
    Map<String, Element> before = byId(older.periods());
    for (Element period : newer.periods()) {
      Element same = before.get(period.getAttribute("id"));
      if (same != null) {
        checkPeriod(same, period);
      }
    }
  }

  private static Map<String, Element> byId(List<Element> elements) {
    return elements.stream()
        .collect(
            Collectors.toMap(
                e -> e.getAttribute("id"), Function.identity(), (first, second) -> first));
  }

  private void checkRoot() {
    findings.require(
        older
            .root()
            .getAttribute("availabilityStartTime")
            .equals(newer.root().getAttribute("availabilityStartTime")),
        "5.4.1",
        "availabilityStartTime changed");
    findings.require(
        older.isDynamic() || !newer.isDynamic(), "5.4.1", "a static MPD became dynamic");
    findings.require(
        published(newer).compareTo(published(older)) >= 0, "5.3.1.2", "publishTime went back");
  }

  private static OffsetDateTime published(MpdText mpd) {
    String value = mpd.root().getAttribute("publishTime");
    return value.isEmpty() ? OffsetDateTime.MIN : OffsetDateTime.parse(value);
  }

  /** Periods go from the front and come at the end. */
  private void checkPeriodOrder() {
    List<String> before = ids(older);
    List<String> now = ids(newer);
    int from = now.isEmpty() ? -1 : before.indexOf(now.getFirst());
    findings.require(
        from >= 0
                && now.size() >= before.size() - from
                && now.subList(0, before.size() - from).equals(before.subList(from, before.size()))
            || from < 0 && now.stream().noneMatch(before::contains),
        "5.4.1",
        "Periods were " + before + " and are " + now);
  }

  private static List<String> ids(MpdText mpd) {
    return mpd.periods().stream().map(period -> period.getAttribute("id")).toList();
  }

  private void checkPeriod(Element was, Element is) {
    String who = "Period " + is.getAttribute("id");
    findings.require(
        was.getAttribute("start").equals(is.getAttribute("start")), "5.4.1", who + " was moved");
    findings.require(
        sets(was).equals(sets(is)),
        "5.4.1",
        who + " had AdaptationSets " + sets(was) + ", has " + sets(is));
    Map<String, Element> before = byId(MpdText.representations(was));
    for (Element representation : MpdText.representations(is)) {
      Element same = before.get(representation.getAttribute("id"));
      findings.require(same != null, "5.4.1", who + " has a new Representation");
      if (same != null) {
        checkRepresentation(same, representation);
      }
    }
  }

  private static List<String> sets(Element period) {
    return MpdText.children(period, "AdaptationSet").stream()
        .map(set -> set.getAttribute("id"))
        .toList();
  }

  private void checkRepresentation(Element was, Element is) {
    String who = "Representation " + is.getAttribute("id");
    Optional<Element> before = MpdText.template(was);
    Optional<Element> now = MpdText.template(is);
    if (before.isEmpty() || now.isEmpty()) {
      return;
    }
    for (String name : List.of("timescale", "presentationTimeOffset", "initialization", "media")) {
      findings.require(
          before.get().getAttribute(name).equals(now.get().getAttribute(name)),
          "5.4.1",
          who + ": " + name + " changed");
    }
    findings.require(
        was.getAttribute("codecs").equals(is.getAttribute("codecs")),
        "5.4.1",
        who + ": codecs changed");
    List<Timeline.Slot> known = slots(before.get());
    boolean grew = MpdText.grows(before.get()) && !known.isEmpty();
    checkTimelines(who, grew ? known.subList(0, known.size() - 1) : known, slots(now.get()));
  }

  private static List<Timeline.Slot> slots(Element template) {
    return MpdText.child(template, "SegmentTimeline")
        .map(timeline -> Timeline.of(timeline).segments())
        .orElse(List.of());
  }

  /**
   * Segments go from the front and come at the end; what stays is as it was.
   *
   * @param was without one that had not been complete, whose end was a guess
   */
  private void checkTimelines(String who, List<Timeline.Slot> was, List<Timeline.Slot> is) {
    if (was.isEmpty() || is.isEmpty()) {
      return;
    }
    findings.require(
        is.getFirst().startTicks() >= was.getFirst().startTicks(),
        "5.4.1",
        who + ": segments came at the front");
    findings.require(
        is.getLast().startTicks() >= was.getLast().startTicks(),
        "5.4.1",
        who + ": the last segment was taken back");
    long from = is.getFirst().startTicks();
    long to = was.getLast().startTicks();
    findings.require(
        within(was, from, to).equals(within(is, from, to)),
        "5.4.1",
        who + ": segments that both list differ");
  }

  private static List<Timeline.Slot> within(List<Timeline.Slot> slots, long from, long to) {
    return slots.stream()
        .filter(slot -> slot.startTicks() >= from && slot.startTicks() <= to)
        .toList();
  }
}

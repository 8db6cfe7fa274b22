package dev.weir.testkit.dash;

import dev.weir.testkit.rules.Findings;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** What an MPD owes to those who play segments that still grow. Confined to one check. */
final class LowLatencyChecks {
  private static final String LOW_LATENCY = "IOP 5 low latency";
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** What the schema wants before the elements of an AdaptationSet's own type, §5.3.7.2. */
  private static final List<String> BEFORE_ROLE = List.of("ProducerReferenceTime", "Resync");

  private final MpdText mpd;
  private final Findings findings;

  LowLatencyChecks(MpdText mpd, Findings findings) {
    this.mpd = mpd;
    this.findings = findings;
  }

  void check() {
    for (Element period : mpd.periods()) {
      for (Element representation : MpdText.representations(period)) {
        MpdText.template(representation).ifPresent(t -> checkTemplate(representation, t));
      }
    }
    MpdText.child(mpd.root(), "ServiceDescription").ifPresent(this::checkService);
  }

  private void checkTemplate(Element representation, Element template) {
    boolean grows = MpdText.grows(template);
    findings.require(
        !grows || mpd.isDynamic(), "5.3.9.2.2", "nothing grows in a static MPD any more");
    findings.require(
        grows == template.hasAttribute("availabilityTimeOffset"),
        LOW_LATENCY,
        "availabilityTimeOffset and availabilityTimeComplete belong together");
    if (!grows) {
      return;
    }
    String offset = template.getAttribute("availabilityTimeOffset");
    findings.require(
        offset.isEmpty() || DECIMAL.matcher(offset).matches() && Double.parseDouble(offset) > 0,
        "5.3.9.2.2",
        "availabilityTimeOffset must be seconds above 0, is " + offset);
    Element set = (Element) representation.getParentNode();
    findings.require(
        MpdText.child(mpd.root(), "ServiceDescription")
            .flatMap(service -> MpdText.child(service, "Latency"))
            .isPresent(),
        LOW_LATENCY,
        "there must be a ServiceDescription with Latency");
    findings.require(
        found(set, representation, "Resync").isPresent(), LOW_LATENCY, "Resync is missing");
    found(set, representation, "ProducerReferenceTime")
        .ifPresentOrElse(
            this::checkReference,
            () -> findings.require(false, LOW_LATENCY, "ProducerReferenceTime is missing"));
    found(set, representation, "Resync").ifPresent(this::checkResync);
    checkOrder(set);
  }

  private static Optional<Element> found(Element set, Element representation, String name) {
    return MpdText.child(representation, name).or(() -> MpdText.child(set, name));
  }

  private void checkReference(Element reference) {
    findings.require(
        NUMBER.matcher(reference.getAttribute("id")).matches()
            && NUMBER.matcher(reference.getAttribute("presentationTime")).matches()
            && isDate(reference.getAttribute("wallClockTime")),
        "5.12.2",
        "ProducerReferenceTime needs id, presentationTime and wallClockTime");
    findings.require(
        Set.of("encoder", "captured", "application").contains(reference.getAttribute("type")),
        "5.12.2",
        "ProducerReferenceTime has the type " + reference.getAttribute("type"));
  }

  private static boolean isDate(String value) {
    try {
      OffsetDateTime.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkResync(Element resync) {
    findings.require(
        Set.of("0", "1", "2", "3").contains(resync.getAttribute("type"))
            && NUMBER.matcher(resync.getAttribute("dT")).matches()
            && !resync.getAttribute("dT").equals("0"),
        LOW_LATENCY,
        "Resync needs a type of 0 to 3 and the distance dT");
  }

  private void checkOrder(Element set) {
    boolean own = false;
    for (Element child : MpdText.children(set)) {
      boolean first = BEFORE_ROLE.contains(child.getLocalName());
      findings.require(
          !first || !own, "5.3.7.2", child.getLocalName() + " must stand before Role and the like");
      own |= !first;
    }
  }

  private void checkService(Element service) {
    Optional<Element> latency = MpdText.child(service, "Latency");
    latency.ifPresent(this::checkLatency);
    MpdText.child(service, "PlaybackRate")
        .ifPresent(rate ->
            findings.require(
                decimal(rate, "min") <= 1 && decimal(rate, "max") >= 1,
                "K.3.3",
                "PlaybackRate must have 1 between min and max"));
  }

  private void checkLatency(Element latency) {
    double target = decimal(latency, "target");
    findings.require(
        decimal(latency, "min") <= target && target <= decimal(latency, "max"),
        "K.3.2",
        "Latency must have its target between min and max, in milliseconds");
    Set<String> references =
        mpd.periods().stream()
            .flatMap(period -> MpdText.children(period, "AdaptationSet").stream())
            .flatMap(set -> MpdText.children(set, "ProducerReferenceTime").stream())
            .map(reference -> reference.getAttribute("id"))
            .collect(Collectors.toSet());
    findings.require(
        !latency.hasAttribute("referenceId")
            || references.contains(latency.getAttribute("referenceId")),
        "K.3.2",
        "Latency refers to a ProducerReferenceTime that is not there");
  }

  /** NaN, which compares as false, where there is none. */
  private static double decimal(Element element, String name) {
    String value = element.getAttribute(name);
    return DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
  }
}

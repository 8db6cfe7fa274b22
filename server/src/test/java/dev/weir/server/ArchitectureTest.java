package dev.weir.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.media.SystemClock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the module table of docs/architecture.md, and the bans that go with it. */
class ArchitectureTest {
  /** Module → modules that it may import. */
  private static final Map<String, Set<String>> FLOOR_PLAN =
      Map.ofEntries(
          Map.entry("media", Set.of()),
          Map.entry("testkit", Set.of("media")),
          Map.entry("container", Set.of("media")),
          Map.entry("rtmp", Set.of("media", "container")),
          Map.entry("stream", Set.of("media")),
          Map.entry("storage", Set.of("media")),
          Map.entry("packaging", Set.of("media", "container", "storage")),
          Map.entry("library", Set.of("media")),
          Map.entry("access", Set.of("media", "library")),
          Map.entry(
              "transcode",
              Set.of("media", "container", "stream", "storage", "packaging", "library")),
          Map.entry(
              "channel",
              Set.of(
                  "media", "container", "stream", "storage", "packaging", "library", "transcode")),
          Map.entry("net", Set.of("media")),
          Map.entry(
              "gateway",
              Set.of(
                  "media",
                  "container",
                  "rtmp",
                  "stream",
                  "storage",
                  "packaging",
                  "library",
                  "access",
                  "transcode",
                  "channel",
                  "net")));

  private static final Pattern SOCKETS =
      Pattern.compile(
          "java\\.net\\.(Server|Datagram|Multicast)?Socket"
              + "|java\\.nio\\.channels\\..*(SocketChannel|Selector|DatagramChannel)"
              + "|java\\.net\\.http\\..*|io\\.netty\\..*|io\\.vertx\\..*");

  private static final String[] WITH_SOCKETS = {
    "dev.weir.net..", "dev.weir.gateway..", "dev.weir.server.."
  };

  private static final String[] WITH_TIME = {
    "dev.weir.net..", "dev.weir.server..", "dev.weir.testkit.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weir");

  static Set<String> modules() {
    return FLOOR_PLAN.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void importsOnlyWhatTheFloorPlanAllows(String module) {
    var allowed = FLOOR_PLAN.get(module);

    classes()
        .that(areIn(module))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are outside dev.weir, of " + module + " or of " + allowed,
                target ->
                    moduleOf(target).isEmpty()
                        || moduleOf(target).equals(module)
                        || allowed.contains(moduleOf(target))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void opensSocketsInNetAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WITH_SOCKETS)
        .should()
        .dependOnClassesThat(
            describe("open sockets", target -> SOCKETS.matcher(target.getName()).matches()))
        .check(CLASSES);
  }

  @Test
  void takesTimeAndChanceAsArguments() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WITH_TIME)
        .and()
        .doNotBelongToAnyOf(SystemClock.class)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethodWhere(
            describe(
                "sleeps",
                call ->
                    call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep")))
        .orShould()
        .callConstructor(Random.class)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areIn(String module) {
    return describe("are in " + module, candidate -> moduleOf(candidate).equals(module));
  }

  /** The third part of {@code dev.weir.MODULE…}; empty for classes of others. */
  private static String moduleOf(JavaClass candidate) {
    String[] parts = candidate.getBaseComponentType().getPackageName().split("\\.", -1);
    boolean isOurs = parts.length > 2 && parts[0].equals("dev") && parts[1].equals("weir");
    return isOurs ? parts[2] : "";
  }
}

package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfinedProcessTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path root;

  @Test
  void tellsTheLastWordsOfWhatFails() {
    assertThatThrownBy(() -> run("echo broken >&2; exit 3", LONG, new ArrayList<>()))
        .isInstanceOfSatisfying(
            TranscodeException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(TranscodeException.Code.FAILED);
              assertThat(failure.log()).isEqualTo("broken");
            });
  }

  @Test
  void endsWhatIsSilentForTooLong() {
    assertThatThrownBy(() -> run("exec sleep 60", Duration.ofMillis(300), new ArrayList<>()))
        .isInstanceOfSatisfying(
            TranscodeException.class,
            failure -> assertThat(failure.code()).isEqualTo(TranscodeException.Code.STALLED));
  }

  @Test
  void endsWhatItsThreadIsInterruptedIn() throws Exception {
    var child = new AtomicReference<String>();
    var isUp = new CountDownLatch(1);
    var outcome = new AtomicReference<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                process("echo $$; exec sleep 60")
                    .run(
                        line -> {
                          child.set(line);
                          isUp.countDown();
                          return true;
                        },
                        LONG);
              } catch (IOException | TranscodeException | InterruptedException thrown) {
                outcome.set(thrown);
              }
            });
    isUp.await();

    thread.interrupt();
    thread.join();

    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.of(Long.parseLong(child.get()))).isNotPresent();
  }

  @Test
  void givesItsFolderAndNoEnvironment() throws Exception {
    var lines = new ArrayList<String>();

    run("pwd; echo $HOME; echo ${USER:-nobody}", LONG, lines);

    String folder = root.toRealPath().toString();
    assertThat(lines).containsExactly(folder, root.toString(), "nobody");
  }

  @Test
  void cutsLinesThatNeverEnd() throws Exception {
    var lines = new ArrayList<String>();

    run("head -c 300000 /dev/zero | tr '\\0' x", LONG, lines);

    assertThat(lines).singleElement().satisfies(line -> assertThat(line).hasSize(64 * 1024));
  }

  @Test
  void hasNoNetworkAndLittleMemoryWhereTheSystemCanSeeToIt() throws Exception {
    var words =
        Confinement.ofThisSystem(64 << 20).confine(List.of("sh", "-c", "ulimit -v; ulimit -c"));
    var lines = new ArrayList<String>();

    new ConfinedProcess(words, root, new SystemClock()).run(lines::add, LONG);

    assertThat(lines.getLast()).isIn("0", "unlimited");
    assertThat(lines.getFirst()).isIn("65536", "unlimited");
  }

  @Test
  void sweepsWhatAKilledServerLeft() throws Exception {
    JobFolder folder = JobFolder.create(root.resolve("jobs"));
    Files.writeString(folder.file("half.mp4"), "half");
    Process orphan =
        new ProcessBuilder("sh", "-c", "sleep 60; :", folder.file("half.mp4").toString()).start();

    JobFolder.sweep(root.resolve("jobs"));

    assertThat(orphan.waitFor()).isNotZero();
    assertThat(folder.path()).doesNotExist();
  }

  private void run(String script, Duration silence, List<String> lines) throws Exception {
    process(script).run(lines::add, silence);
  }

  private ConfinedProcess process(String script) {
    return new ConfinedProcess(List.of("sh", "-c", script), root, new SystemClock());
  }
}

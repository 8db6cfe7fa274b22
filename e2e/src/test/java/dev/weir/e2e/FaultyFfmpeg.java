package dev.weir.e2e;

import dev.weir.transcode.FfmpegExecutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The real FFmpeg behind a script that ends it by force, or holds it up, as often as it was told to
 * for a film. Confined to one test.
 */
final class FaultyFfmpeg {
  private final Path faults;
  private final Path script;

  private FaultyFfmpeg(Path faults, Path script) {
    this.faults = faults;
    this.script = script;
  }

  /** What becomes of it. */
  enum Fault {
    /** As by the system when memory is short. */
    KILLED("echo 'last words of FFmpeg' >&2; kill -9 $$"),
    /** It says nothing any more. */
    STUCK("exec sleep 600");

    private final String command;

    Fault(String command) {
      this.command = command;
    }
  }

  /**
   * Writes the script.
   *
   * @param folder an empty one
   */
  static FaultyFfmpeg in(Path folder) throws IOException {
    FfmpegExecutable real = FfmpegExecutable.find(Optional.empty());
    Path faults = Files.createDirectory(folder.resolve("faults"));
    Path script = folder.resolve("ffmpeg");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in *libx264*)
          for film in '%1$s'/*; do
            case "$*" in *"originals/${film##*/}"*)
              for fault in "$film"/*; do
                if mv "$fault" "%1$s.$$" 2>/dev/null; then
                  . "%1$s.$$"
                fi
              done
            esac
          done
        esac
        exec '%2$s' "$@"
        """
            .formatted(faults, real.path()));
    Files.writeString(
        folder.resolve("ffprobe"), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(real.probe()));
    for (String name : new String[] {"ffmpeg", "ffprobe"}) {
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new FaultyFfmpeg(faults, script);
  }

  Path script() {
    return script;
  }

  /** The next {@code times} that it encodes a picture of that film. */
  void willBe(Fault fault, String film, int times) throws IOException {
    Path folder = Files.createDirectories(faults.resolve(film));
    for (int time = 0; time < times; time++) {
      Files.writeString(folder.resolve(Integer.toString(time)), fault.command);
    }
  }
}

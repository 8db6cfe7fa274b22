package dev.weir.transcode;

import java.io.File;
import java.util.List;
import java.util.Map;

/** What a child process knows of the server's environment: next to nothing. */
public final class ChildEnvironment {
  /** How executables, libraries and drivers of graphics hardware are found. */
  private static final List<String> KEPT =
      List.of(
          "PATH",
          "LD_LIBRARY_PATH",
          "DYLD_LIBRARY_PATH",
          "LIBVA_DRIVERS_PATH",
          "LIBVA_DRIVER_NAME",
          "CUDA_VISIBLE_DEVICES");

  private ChildEnvironment() {}

  /** For a command that needs no folder of its own. */
  public static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).directory(new File(File.separator));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT);
    environment.put("AV_LOG_FORCE_NOCOLOR", "1");
    return builder;
  }
}

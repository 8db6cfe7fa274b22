package dev.weir.bench;

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.Archive;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Lays down what a server leaves on disk that was killed while streams were on air, until now: one
 * is written as the server writes it, the others have the same, their sealed extents as hard links.
 * Arguments: media folder, streams, hours, kb/s.
 */
final class LeftStreams {
  private static final String FIRST = "left-0";
  private static final int VIDEO = 1;
  private static final int AUDIO = 2;
  private static final int FRAMES_PER_SECOND = 25;
  private static final int FRAME_TICKS = 90_000 / FRAMES_PER_SECOND;
  private static final int RATE = 48_000;
  private static final int SOUND_TICKS = 1024;
  private static final int SOUND_OCTETS = 100;
  private static final int BITS_PER_OCTET = 8;

  /** About as many fragments of both tracks as come in half a second. */
  private static final int FOLLOWED_PER_SYNC = 4;

  private static final long MEMORY_BYTES = 512 << 20;

  private final Random random = new Random(1);
  private final Path folder;
  private final Duration length;
  private final int frameOctets;
  private long followed;

  private LeftStreams(Path folder, Duration length, int kilobitsPerSecond) {
    this.folder = folder;
    this.length = length;
    this.frameOctets = kilobitsPerSecond * 1000 / BITS_PER_OCTET / FRAMES_PER_SECOND;
  }

  public static void main(String[] arguments) throws IOException, MediaFormatException {
    var left =
        new LeftStreams(
            Path.of(arguments[0]),
            Duration.ofHours(Integer.parseInt(arguments[2])),
            Integer.parseInt(arguments[3]));
    left.writeFirst();
    for (int i = 1; i < Integer.parseInt(arguments[1]); i++) {
      left.copyFirst("left-" + i);
    }
  }

  private void writeFirst() throws IOException, MediaFormatException {
    var memory = new MemoryBlobStore(MEMORY_BYTES);
    try (var disk = new DiskBlobStore(folder)) {
      var archive = new Archive("dvr/" + FIRST, memory, disk, length);
      var packager = new Packager("live/" + FIRST, PackagingConfig.DEFAULT, memory);
      long startMillis = System.currentTimeMillis() - length.toMillis();
      packager.accept(
          new StreamEvent.PeriodStarted(0, List.of(video(), audio()), new Anchor(0, startMillis)));
      long soundTicks = 0;
      for (long frame = 0; frame < length.toSeconds() * FRAMES_PER_SECOND; frame++) {
        follow(archive, packager, frame(frame));
        for (; soundTicks * FRAMES_PER_SECOND < frame * RATE; soundTicks += SOUND_TICKS) {
          follow(archive, packager, sound(soundTicks));
        }
      }
    }
  }

  private void follow(Archive archive, Packager packager, MediaSample sample) throws IOException {
    Optional<Presentation> shown = packager.accept(new StreamEvent.Sample(sample));
    if (shown.isPresent()) {
      archive.follow(shown.get());
      if (++followed % FOLLOWED_PER_SYNC == 0) {
        archive.synced();
      }
    }
  }

  private static Track video() throws MediaFormatException {
    Bytes sps = Bytes.ofHex("674d400c eca146fc98 08800000 03008000 001907 8a14cb");
    return new Track(
        VIDEO, 90_000, AvcConfig.of(List.of(sps), List.of(Bytes.of(0x68, 0xEE, 0x3C, 0x80))));
  }

  private static Track audio() {
    return new Track(AUDIO, RATE, new AacConfig(2, RATE, 2, SOUND_TICKS, Bytes.of(0x11, 0x90)));
  }

  private MediaSample frame(long number) {
    boolean keyframe = number % (2 * FRAMES_PER_SECOND) == 0;
    byte[] octets = octets(frameOctets);
    octets[0] = (byte) (keyframe ? 0x65 : 0x41);
    return new MediaSample(
        VIDEO, number * FRAME_TICKS, 0, FRAME_TICKS, keyframe, List.of(Bytes.wrap(octets)));
  }

  private MediaSample sound(long ticks) {
    return new MediaSample(
        AUDIO, ticks, 0, SOUND_TICKS, true, List.of(Bytes.wrap(octets(SOUND_OCTETS))));
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[Math.max(1, count)];
    random.nextBytes(octets);
    return octets;
  }

  private void copyFirst(String name) throws IOException {
    Path from = folder.resolve("dvr").resolve(FIRST);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.sorted(Comparator.naturalOrder()).toList()) {
        Path to = folder.resolve("dvr").resolve(name).resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else if (path.toString().endsWith(".cmaf") && !isNewest(path)) {
          Files.createLink(to, path);
        } else {
          Files.copy(path, to);
        }
      }
    }
  }

  private static boolean isNewest(Path extent) throws IOException {
    try (Stream<Path> beside = Files.list(extent.resolveSibling(""))) {
      return beside
          .filter(path -> path.toString().endsWith(".cmaf"))
          .allMatch(path -> path.compareTo(extent) <= 0);
    }
  }
}

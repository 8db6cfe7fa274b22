package dev.weir.e2e;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a white flash is seen and a beep is heard in what FFmpeg decodes, by the timestamps that are
 * there. Immutable.
 *
 * @param flashes seconds of the first white picture of each
 * @param beeps seconds of their onset, to the millisecond
 * @param frames how many pictures there are
 * @param firstFrame seconds of the first picture, 0 where there is none
 * @param lastFrame seconds of the last picture
 * @param lastSound seconds of the end of the sound, to the millisecond
 */
record Signals(
    List<Double> flashes,
    List<Double> beeps,
    int frames,
    double firstFrame,
    double lastFrame,
    double lastSound) {
  private static final Pattern READING =
      Pattern.compile("pts_time:(-?[0-9.]+)\\s+lavfi\\S+=(-?[0-9.]+|-?inf|nan)");
  private static final double WHITE = 200;
  private static final double LOUD_DECIBELS = -24;
  private static final double BETWEEN_SECONDS = 0.1;

  private static final String LIGHT =
      "scale=16:16:flags=area,format=gray,signalstats,"
          + "metadata=print:key=lavfi.signalstats.YAVG:file=";
  private static final String LOUDNESS =
      "aformat=channel_layouts=mono,asetnsamples=n=48:p=0,astats=metadata=1:reset=1:"
          + "measure_perchannel=none:measure_overall=Peak_level,"
          + "ametadata=print:key=lavfi.astats.Overall.Peak_level:file=";

  Signals {
    flashes = List.copyOf(flashes);
    beeps = List.copyOf(beeps);
  }

  /** What is looked at of one input. */
  enum Kind {
    /** Of a rendition. */
    PICTURE,
    /** Of a rendition, or of a file that has nothing else. */
    SOUND,
    /** Picture, and sound where it has any. */
    FILM
  }

  /** A file or an address. */
  record Input(String url, Kind kind) {}

  /** One for each input, by one FFmpeg for all. */
  static List<Signals> of(Path folder, List<Input> inputs) throws IOException {
    var words = new ArrayList<>(List.of("-v", "fatal", "-copyts"));
    inputs.forEach(input -> words.addAll(List.of("-i", input.url())));
    for (int i = 0; i < inputs.size(); i++) {
      addOutputs(i, inputs.get(i).kind(), folder, words);
    }
    FfmpegMedia.make(Path.of(words.removeLast()), words);
    var all = new ArrayList<Signals>();
    for (int i = 0; i < inputs.size(); i++) {
      all.add(read(folder, i));
    }
    return all;
  }

  private static void addOutputs(int input, Kind kind, Path folder, List<String> words) {
    if (kind != Kind.PICTURE) {
      words.addAll(List.of("-map", input + ":a:0?", "-af", LOUDNESS + loudness(folder, input)));
      words.addAll(List.of("-f", "null", "-"));
    }
    if (kind != Kind.SOUND) {
      words.addAll(List.of("-map", input + ":v:0", "-vf", LIGHT + light(folder, input)));
      words.addAll(List.of("-fps_mode", "passthrough", "-f", "null", "-"));
    }
  }

  private static Path light(Path folder, int input) {
    return folder.resolve("light-" + input);
  }

  private static Path loudness(Path folder, int input) {
    return folder.resolve("loudness-" + input);
  }

  private static Signals read(Path folder, int input) throws IOException {
    List<Reading> pictures = readings(light(folder, input));
    List<Reading> sounds = readings(loudness(folder, input));
    return new Signals(
        onsets(pictures, WHITE),
        onsets(sounds, LOUD_DECIBELS),
        pictures.size(),
        pictures.stream().mapToDouble(Reading::seconds).min().orElse(0),
        last(pictures),
        last(sounds));
  }

  private static double last(List<Reading> readings) {
    return readings.stream().mapToDouble(Reading::seconds).max().orElse(0);
  }

  private record Reading(double seconds, double value) {}

  private static List<Reading> readings(Path file) throws IOException {
    var readings = new ArrayList<Reading>();
    if (Files.exists(file)) {
      Matcher matcher = READING.matcher(Files.readString(file));
      while (matcher.find()) {
        double value =
            matcher.group(2).matches(".*[0-9]")
                ? Double.parseDouble(matcher.group(2))
                : Double.NEGATIVE_INFINITY;
        readings.add(new Reading(Double.parseDouble(matcher.group(1)), value));
      }
      Files.delete(file);
    }
    return readings;
  }

  private static List<Double> onsets(List<Reading> readings, double threshold) {
    var onsets = new ArrayList<Double>();
    double lastAbove = Double.NEGATIVE_INFINITY;
    for (Reading reading : readings) {
      if (reading.value() > threshold) {
        if (reading.seconds() - lastAbove > BETWEEN_SECONDS) {
          onsets.add(reading.seconds());
        }
        lastAbove = reading.seconds();
      }
    }
    return onsets;
  }

  /** On a timeline that begins there. */
  Signals since(double seconds) {
    return new Signals(
        flashes.stream().map(moment -> moment - seconds).toList(),
        beeps.stream().map(moment -> moment - seconds).toList(),
        frames,
        firstFrame - seconds,
        lastFrame - seconds,
        lastSound - seconds);
  }
}

package dev.weir.channel.timeline;

import dev.weir.container.flv.FlvFile;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a publisher sends over one connection, in the order of its arrival. Immutable. */
record Clip(List<Delivery> deliveries) {
  Clip {
    deliveries = List.copyOf(deliveries);
  }

  /** Made by FFmpeg; tags arrive in their order, none before its timestamp. */
  static Clip make(Path folder, String arguments) throws IOException, MediaFormatException {
    Path flv =
        FfmpegMedia.make(Files.createTempFile(folder, "", ".flv"), List.of(arguments.split(" ")));
    FlvFile file = FlvFile.parse(Bytes.wrap(Files.readAllBytes(flv)));
    var deliveries = new ArrayList<Delivery>();
    long atMillis = 0;
    for (FlvTag tag : file.tags()) {
      atMillis = Math.max(atMillis, tag.timestampMillis());
      deliveries.add(new Delivery(tag, atMillis));
    }
    return new Clip(deliveries);
  }

  /** From {@code atMillis} on the timestamps are {@code byMillis} off. */
  Clip jumpingAt(long atMillis, long byMillis) {
    return map(delivery ->
        delivery.atMillis() < atMillis
            ? delivery
            : delivery.stamped(delivery.tag().timestampMillis() + byMillis));
  }

  /** All timestamps are {@code byMillis} later; nothing arrives at another time. */
  Clip stampedLater(long byMillis) {
    return jumpingAt(0, byMillis);
  }

  /**
   * The same tags in another order: audio stands behind video that is so much later, or before
   * video that is so much earlier where negative. None arrives before its timestamp.
   */
  Clip withAudioLater(long millis) {
    var arranged = new ArrayList<Delivery>(deliveries);
    arranged.sort(
        Comparator.comparingLong(
            delivery -> delivery.atMillis() + (delivery.isAudio() ? millis : 0)));
    long atMillis = 0;
    for (int i = 0; i < arranged.size(); i++) {
      atMillis = Math.max(atMillis, arranged.get(i).atMillis());
      arranged.set(i, arranged.get(i).arriving(atMillis));
    }
    return new Clip(arranged);
  }

  /**
   * The same again and again, as if it were one long clip.
   *
   * @param videoMillis how long the video of this clip lasts
   * @param audioFrameMillis how long a frame of audio lasts by the timestamps
   */
  Clip tiled(int times, long videoMillis, double audioFrameMillis) {
    List<Delivery> audio = ofType(FlvTagType.AUDIO);
    List<Delivery> video = ofType(FlvTagType.VIDEO);
    var tiles = new ArrayList<Delivery>(List.of(audio.getFirst(), video.getFirst()));
    for (int tile = 0; tile < times; tile++) {
      for (Delivery frame : video.subList(1, video.size())) {
        tiles.add(onTime(frame, frame.tag().timestampMillis() + tile * videoMillis));
      }
    }
    long soundFrames = (long) (times * videoMillis / audioFrameMillis);
    for (int i = 0; i < soundFrames; i++) {
      Delivery frame = audio.get(1 + i % (audio.size() - 1));
      tiles.add(onTime(frame, Math.round(i * audioFrameMillis)));
    }
    return new Clip(tiles).sorted();
  }

  private static Delivery onTime(Delivery delivery, long timestampMillis) {
    return delivery.stamped(timestampMillis).arriving(timestampMillis);
  }

  private List<Delivery> ofType(FlvTagType type) {
    return deliveries.stream().filter(delivery -> delivery.tag().type() == type).toList();
  }

  private Clip map(UnaryOperator<Delivery> change) {
    return new Clip(deliveries.stream().map(change).toList());
  }

  private Clip sorted() {
    return new Clip(
        deliveries.stream().sorted(Comparator.comparingLong(Delivery::atMillis)).toList());
  }
}

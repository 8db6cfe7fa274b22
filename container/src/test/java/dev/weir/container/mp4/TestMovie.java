package dev.weir.container.mp4;

import dev.weir.container.FlvFixture;
import dev.weir.container.box.Box;
import dev.weir.container.box.BoxWriter;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Draws a progressive file of one track of sound, whose tables are written in the plainest way, or
 * as a test wants them. Confined to one test.
 */
final class TestMovie {
  static final int MOVIE_TIMESCALE = 1000;

  final Track track = FlvFixture.named("bframes").track(FlvReader.AUDIO_TRACK_ID);
  private final Map<String, Consumer<BoxWriter>> replaced = new HashMap<>();
  private List<Sample> samples = List.of();
  private int samplesInChunk = 3;
  private Bytes front = Bytes.ofHex("00000010 66747970 69736f6d 00000200");

  /** {@code size} octets that are decoded after those before. */
  record Sample(int durationTicks, int compositionTicks, int size, boolean sync) {}

  static TestMovie of(int count) {
    return new TestMovie().samples(plain(count));
  }

  static List<Sample> plain(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Sample(1024, 0, 10 + i, true)).toList();
  }

  TestMovie samples(List<Sample> wanted) {
    samples = wanted;
    return this;
  }

  TestMovie samplesInChunk(int count) {
    samplesInChunk = count;
    return this;
  }

  /** What the file begins with, before the media. */
  TestMovie front(Bytes octets) {
    front = octets;
    return this;
  }

  /** A box of the track, written otherwise; by the name of the box. */
  TestMovie box(String type, Consumer<BoxWriter> writer) {
    replaced.put(type, writer);
    return this;
  }

  TestMovie without(String type) {
    return box(type, _ -> {});
  }

  /** An edit list of version 0: duration in milliseconds and media time in ticks, in turn. */
  TestMovie edits(int... durationsAndTimes) {
    return box(
        "edts",
        boxes ->
            boxes.container(
                "edts",
                () ->
                    boxes.fullBox(
                        "elst",
                        0,
                        0,
                        out -> {
                          out.u32(durationsAndTimes.length / 2);
                          for (int i = 0; i < durationsAndTimes.length; i += 2) {
                            out.u32(durationsAndTimes[i]).u32(durationsAndTimes[i + 1]);
                            out.u32(0x1_0000);
                          }
                        })));
  }

  /** Where the octets of the first sample are. */
  int payloadAt() {
    return front.length() + 8;
  }

  /** {@code mdat} before {@code moov}. */
  Bytes file() {
    int payload = samples.stream().mapToInt(Sample::size).sum();
    var mdat = new ByteWriter().u32(8L + payload).fourCc("mdat");
    samples.forEach(sample -> mdat.bytes(Bytes.wrap(new byte[sample.size])));
    return Bytes.concat(List.of(front, mdat.toBytes(), moov()));
  }

  Bytes moov() {
    var boxes = new BoxWriter();
    boxes.container(
        "moov",
        () -> {
          write(boxes, "mvhd", () -> boxes.fullBox("mvhd", 0, 0, TestMovie::movieHeader));
          boxes.container("trak", () -> track(boxes));
          write(boxes, "mvex", () -> {});
          write(boxes, "udta", () -> {});
        });
    return boxes.toBytes();
  }

  private void write(BoxWriter boxes, String type, Runnable usual) {
    if (replaced.containsKey(type)) {
      replaced.get(type).accept(boxes);
    } else {
      usual.run();
    }
  }

  private static void movieHeader(ByteWriter out) {
    out.zeros(8).u32(MOVIE_TIMESCALE).u32(0).u32(0x1_0000).u16(0x100).zeros(10);
    matrix(out);
    out.zeros(24).u32(2);
  }

  private static void matrix(ByteWriter out) {
    out.u32(0x1_0000).zeros(12).u32(0x1_0000).zeros(12).u32(0x4000_0000);
  }

  private void track(BoxWriter boxes) {
    write(boxes, "tkhd", () -> boxes.fullBox("tkhd", 0, 7, out -> trackHeader(out, track.id())));
    write(boxes, "edts", () -> {});
    boxes.container(
        "mdia",
        () -> {
          write(boxes, "mdhd", () -> boxes.fullBox("mdhd", 0, 0, out -> mediaHeader(out, 0x55C4)));
          write(boxes, "elng", () -> {});
          write(boxes, "hdlr", () -> boxes.fullBox("hdlr", 0, 0, out -> handler(out, "soun")));
          boxes.container(
              "minf",
              () -> {
                write(boxes, "dinf", () -> {});
                boxes.container("stbl", () -> tables(boxes));
              });
        });
  }

  static void trackHeader(ByteWriter out, int id) {
    out.zeros(8).u32(id).zeros(8 + 8 + 2).u16(5).zeros(4);
    matrix(out);
    out.zeros(8);
  }

  void mediaHeader(ByteWriter out, int language) {
    out.zeros(8).u32(track.timescale()).u32(0).u16(language).u16(0);
  }

  static void handler(ByteWriter out, String type) {
    out.u32(0).fourCc(type).zeros(12).utf8("Sound").u8(0);
  }

  private void tables(BoxWriter boxes) {
    write(boxes, "stsd", () -> boxes.box("stsd", out -> out.bytes(stsd())));
    write(boxes, "stts", () -> runs(boxes, "stts", 0, Sample::durationTicks));
    write(boxes, "ctts", () -> runs(boxes, "ctts", 1, Sample::compositionTicks));
    write(boxes, "stss", () -> boxes.fullBox("stss", 0, 0, this::syncs));
    write(boxes, "stsc", () -> boxes.fullBox("stsc", 0, 0, this::chunkRuns));
    write(boxes, "stsz", () -> boxes.fullBox("stsz", 0, 0, this::sizes));
    write(boxes, "stco", () -> boxes.fullBox("stco", 0, 0, out -> chunks(out, 4)));
  }

  /** As our own writer has it. */
  Bytes stsd() {
    try {
      Box box = new Box("file", CmafWriter.header(track));
      for (String type : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd")) {
        box = box.require(type);
      }
      return box.body();
    } catch (MediaFormatException e) {
      throw new AssertionError(e);
    }
  }

  private void runs(BoxWriter boxes, String type, int version, ToIntFunction<Sample> value) {
    boxes.fullBox(
        type,
        version,
        0,
        out -> {
          int countAt = out.length();
          out.u32(0);
          int rows = 0;
          for (int i = 0; i < samples.size(); rows++) {
            int from = i;
            int same = value.applyAsInt(samples.get(i));
            while (i < samples.size() && value.applyAsInt(samples.get(i)) == same) {
              i++;
            }
            out.u32(i - from).u32(same);
          }
          out.patchU32(countAt, rows);
        });
  }

  private void syncs(ByteWriter out) {
    out.u32(samples.stream().filter(Sample::sync).count());
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).sync) {
        out.u32(i + 1);
      }
    }
  }

  private void chunkRuns(ByteWriter out) {
    int whole = samples.size() / samplesInChunk;
    int rest = samples.size() % samplesInChunk;
    out.u32((whole > 0 ? 1 : 0) + (rest > 0 ? 1 : 0));
    if (whole > 0) {
      out.u32(1).u32(samplesInChunk).u32(1);
    }
    if (rest > 0) {
      out.u32(whole + 1).u32(rest).u32(1);
    }
  }

  private void sizes(ByteWriter out) {
    out.u32(0).u32(samples.size());
    samples.forEach(sample -> out.u32(sample.size));
  }

  void chunks(ByteWriter out, int octets) {
    out.u32((samples.size() + samplesInChunk - 1) / samplesInChunk);
    long at = payloadAt();
    for (int i = 0; i < samples.size(); i++) {
      if (i % samplesInChunk == 0) {
        out.zeros(octets - 4).u32(at);
      }
      at += samples.get(i).size;
    }
  }

  static Mp4File open(Bytes file) throws MediaFormatException {
    try {
      return Mp4File.open(source(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Mp4Source source(Bytes file) {
    return new Mp4Source() {
      @Override
      public long lengthBytes() {
        return file.length();
      }

      @Override
      public Bytes read(long offset, int count) {
        return file.slice((int) offset, (int) offset + count);
      }
    };
  }

  static List<Mp4Sample> samples(Mp4File file, int trackId) throws MediaFormatException {
    var all = new ArrayList<Mp4Sample>();
    try {
      Mp4Samples samples = file.samples(trackId);
      for (var next = samples.next(); next.isPresent(); next = samples.next()) {
        all.add(next.get());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return all;
  }
}

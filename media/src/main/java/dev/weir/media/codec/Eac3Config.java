package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * E-AC-3: the fields of EC3SpecificBox, ETSI TS 102 366 §F.6. Immutable.
 *
 * @param dataRate of all substreams, in kbit/s
 * @param substreams the independent ones, 1 to 8; players play the first
 * @param extension what follows them, such as the mark of Atmos (ETSI TS 103 420 §C.3.1)
 */
public record Eac3Config(int dataRate, List<Eac3Substream> substreams, Bytes extension)
    implements AudioConfig {
  private static final int BLOCKS = 6;
  private static final int FRAME_SAMPLES = 1536;
  private static final int MOST_DATA_RATE = 0x1FFF;
  private static final int MOST_SUBSTREAMS = 8;
  private static final int MOST_DEPENDENTS = 15;
  private static final int MOST_CHANNELS = 8;
  private static final int MOST_OCTETS = 64;

  public Eac3Config {
    substreams = List.copyOf(substreams);
  }

  /** From the body of a dec3. */
  public static Eac3Config parse(Bytes dec3) throws MediaFormatException {
    if (dec3.length() > MOST_OCTETS) {
      throw new MediaFormatException(LIMIT, "dec3", dec3.length() + " octets");
    }
    var in = new BitReader(dec3, "dec3");
    int dataRate = in.bits(13);
    int count = in.bits(3) + 1;
    var substreams = new ArrayList<Eac3Substream>();
    for (int i = 0; i < count; i++) {
      substreams.add(Eac3Substream.read(in));
    }
    Bytes extension = dec3.slice(dec3.length() - (int) (in.bitsRemaining() / 8));
    return new Eac3Config(dataRate, substreams, extension).checked("dec3");
  }

  /**
   * From an access unit, 1,536 samples long: frames of all substreams, which may follow one another
   * several times ({@link Eac3Gatherer}). Whether the sound has objects (Atmos) is not looked for.
   */
  public static Eac3Config ofAccessUnit(Bytes frames) throws MediaFormatException {
    var substreams = new ArrayList<Eac3Substream>();
    int at = 0;
    int rounds = 0;
    int blocks = 0;
    while (at < frames.length()) {
      Eac3Frame frame = Eac3Frame.read(frames.slice(at));
      rounds += frame.isFirst() ? 1 : 0;
      blocks += frame.isFirst() ? frame.blocks() : 0;
      if (rounds <= 1) {
        add(frame, substreams);
      }
      at += frame.bytes();
    }
    if (blocks != BLOCKS || at != frames.length()) {
      throw new MediaFormatException(
          MALFORMED,
          "E-AC-3",
          "%d blocks, and frames of %d octets in %d".formatted(blocks, at, frames.length()));
    }
    int sampleRate = DolbyChannels.sampleRate(substreams.getFirst().fscod());
    long bitsPerSecond = 8L * frames.length() * sampleRate / FRAME_SAMPLES;
    int dataRate = (int) Math.min(MOST_DATA_RATE, bitsPerSecond / 1000);
    return new Eac3Config(dataRate, substreams, Bytes.EMPTY).checked("E-AC-3");
  }

  private static void add(Eac3Frame frame, List<Eac3Substream> substreams)
      throws MediaFormatException {
    if (!frame.isDependent() && substreams.size() < MOST_SUBSTREAMS) {
      substreams.add(frame.substream());
    } else if (frame.isDependent()
        && !substreams.isEmpty()
        && substreams.getLast().dependents() < MOST_DEPENDENTS) {
      Eac3Substream whole = substreams.removeLast().withDependent(frame.channelLocations());
      substreams.add(whole);
    } else {
      throw new MediaFormatException(MALFORMED, "E-AC-3", "substreams out of order");
    }
  }

  private Eac3Config checked(String where) throws MediaFormatException {
    if (!DolbyChannels.isSampleRate(substreams.getFirst().fscod())) {
      throw new MediaFormatException(MALFORMED, where, "reserved fscod");
    }
    return this;
  }

  /** The body of a dec3. */
  public Bytes toDec3() {
    var out = new ByteWriter();
    out.u16(dataRate << 3 | substreams.size() - 1);
    for (Eac3Substream each : substreams) {
      out.u8(each.fscod() << 6 | each.bsid() << 1);
      out.u8((each.asvc() ? 0x80 : 0) | each.bsmod() << 4 | each.acmod() << 1 | bit(each.lfe()));
      out.u8(each.dependents() << 1 | each.channelLocations() >> 8);
      if (each.dependents() > 0) {
        out.u8(each.channelLocations());
      }
    }
    return out.bytes(extension).toBytes();
  }

  private static int bit(boolean isSet) {
    return isSet ? 1 : 0;
  }

  @Override
  public int sampleRate() {
    return DolbyChannels.sampleRate(substreams.getFirst().fscod());
  }

  @Override
  public int channels() {
    return Math.min(MOST_CHANNELS, substreams.getFirst().channels());
  }

  @Override
  public int frameSamples() {
    return FRAME_SAMPLES;
  }

  @Override
  public String codecString() {
    return "ec-3";
  }
}

package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers syncframes of E-AC-3 to access units of six blocks, which containers want (ETSI TS 102
 * 366 §F.3): encoders of low delay make frames of one, two or three blocks. Substreams that depend
 * on another come in its packet. Confined to its reader.
 */
public final class Eac3Gatherer {
  private static final int BLOCKS = 6;

  /** Six frames of one block, each with all substreams that there may be of one programme. */
  private static final int MOST_FRAMES = 6 * 16;

  private final List<Bytes> frames = new ArrayList<>();
  private int blocks;

  /** The next packet begins an access unit. */
  public boolean isEmpty() {
    return frames.isEmpty();
  }

  /**
   * Takes the frames of a packet, and returns the access units that are complete with it; after an
   * exception the gatherer may be used on.
   */
  public List<Bytes> add(Bytes packet) throws MediaFormatException {
    var units = new ArrayList<Bytes>();
    try {
      for (int at = 0; at < packet.length(); ) {
        Eac3Frame frame = Eac3Frame.read(packet.slice(at));
        int end = at + frame.bytes();
        require(MALFORMED, end <= packet.length(), "a frame is cut off in " + packet);
        add(frame, packet.slice(at, end), units);
        at = end;
      }
    } catch (MediaFormatException e) {
      clear();
      throw e;
    }
    if (blocks == BLOCKS) {
      units.add(take());
    }
    return units;
  }

  private void add(Eac3Frame frame, Bytes octets, List<Bytes> units) throws MediaFormatException {
    if (frame.isFirst()) {
      if (blocks == BLOCKS) {
        units.add(take());
      }
      blocks += frame.blocks();
      require(MALFORMED, blocks <= BLOCKS, blocks + " blocks in an access unit");
    }
    require(LIMIT, frames.size() < MOST_FRAMES, "more frames than an access unit has");
    frames.add(octets);
  }

  private static void require(MediaFormatException.Kind kind, boolean isFulfilled, String fault)
      throws MediaFormatException {
    if (!isFulfilled) {
      throw new MediaFormatException(kind, "E-AC-3", fault);
    }
  }

  private Bytes take() {
    Bytes unit = frames.size() == 1 ? frames.getFirst() : Bytes.concat(frames);
    clear();
    return unit;
  }

  private void clear() {
    frames.clear();
    blocks = 0;
  }
}

package dev.weir.container.mp4;

import dev.weir.container.box.Box;
import dev.weir.media.ByteReader;
import dev.weir.media.LanguageTag;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * {@code mdhd}, {@code elng} and {@code hdlr}, ISO/IEC 14496-12 §8.4. Immutable.
 *
 * @param language a tag of BCP 47, empty where unsaid
 * @param handler what the track is for, such as {@code vide}
 * @param handlerName what its writer called the handler; may be empty
 */
record MediaHeader(int timescale, Optional<String> language, String handler, String handlerName) {

  static MediaHeader parse(Box mdia) throws MediaFormatException {
    ByteReader mdhd = mdia.require("mdhd").reader();
    boolean isLong = mdhd.u8() == 1;
    mdhd.skip(3 + (isLong ? 16 : 8)); // flags, made, changed
    int timescale = TrackTimes.timescale(mdhd.u32(), "mdhd");
    mdhd.skip(isLong ? 8 : 4); // duration
    Optional<String> packed = Languages.ofPacked(mdhd.u16());
    ByteReader hdlr = mdia.require("hdlr").reader();
    hdlr.skip(4 + 4); // version, flags, pre_defined
    String handler = hdlr.fourCc();
    hdlr.skip(Math.min(hdlr.remaining(), 12)); // reserved
    return new MediaHeader(
        timescale, extended(mdia).or(() -> packed), handler, Texts.name(hdlr.rest()));
  }

  /** ISO/IEC 14496-12 §8.4.6. */
  private static Optional<String> extended(Box mdia) throws MediaFormatException {
    Optional<Box> elng = mdia.find("elng");
    if (elng.isEmpty()) {
      return Optional.empty();
    }
    ByteReader in = elng.get().reader();
    in.skip(Math.min(in.remaining(), 4)); // version, flags
    return LanguageTag.of(Texts.name(in.rest()));
  }
}

package dev.weir.packaging;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last path segment of an address below a rendition: {@code index.m3u8}, {@code iframes.m3u8},
 * {@code init-PERIOD.mp4}, {@code TIME.m4s} or {@code TIME.PART.m4s}. What playlists and manifests
 * print and what requests are read back into. Immutable.
 */
public sealed interface MediaName {
  /** The media playlist of the rendition. */
  record Playlist() implements MediaName {
    @Override
    public String fileName() {
      return "index.m3u8";
    }
  }

  /** The I-frame playlist of the rendition. */
  record IFramePlaylist() implements MediaName {
    @Override
    public String fileName() {
      return "iframes.m3u8";
    }
  }

  /** The CMAF header of the rendition in the period with this {@link Period#id}. */
  record Header(long periodId) implements MediaName {
    @Override
    public String fileName() {
      return "init-" + periodId + ".mp4";
    }
  }

  /** The whole segment that starts at this moment, in the track's ticks since 1970. */
  record SegmentFile(long startTicks) implements MediaName {
    @Override
    public String fileName() {
      return startTicks + ".m4s";
    }
  }

  /** Part number {@code index}, counted from 0, of the segment that starts at this moment. */
  record PartFile(long segmentStartTicks, int index) implements MediaName {
    @Override
    public String fileName() {
      return segmentStartTicks + "." + index + ".m4s";
    }
  }

  /** A text that is written, where the others are stored. */
  default boolean isPlaylist() {
    return this instanceof Playlist || this instanceof IFramePlaylist;
  }

  /** As it stands in an address: digits, letters, {@code -} and {@code .} only. */
  String fileName();

  /**
   * Reads a file name back. Nothing but what {@link #fileName} prints is accepted, so that each
   * file has one address: no sign, no leading zero, at most 18 digits of time and 5 of part.
   */
  static Optional<MediaName> parse(String fileName) {
    Matcher matcher = Names.PATTERN.matcher(fileName);
    return fileName.length() <= Names.MAX_LENGTH && matcher.matches()
        ? Optional.of(Names.toName(matcher))
        : Optional.empty();
  }

  /** The grammar of file names. */
  final class Names {
    private static final int MAX_LENGTH = 32;
    private static final String TIME = "(0|[1-9][0-9]{0,17})";
    private static final String INDEX = "(0|[1-9][0-9]{0,4})";
    private static final Pattern PATTERN =
        Pattern.compile(
            "index\\.m3u8|(iframes)\\.m3u8|init-"
                + TIME
                + "\\.mp4|"
                + TIME
                + "(?:\\."
                + INDEX
                + ")?\\.m4s");
    private static final int IFRAMES_GROUP = 1;
    private static final int HEADER_GROUP = 2;
    private static final int TIME_GROUP = 3;
    private static final int INDEX_GROUP = 4;

    private Names() {}

    private static MediaName toName(MatchResult match) {
      if (match.start(HEADER_GROUP) >= 0) {
        return new Header(Long.parseLong(match.group(HEADER_GROUP)));
      }
      if (match.start(INDEX_GROUP) >= 0) {
        return new PartFile(
            Long.parseLong(match.group(TIME_GROUP)), Integer.parseInt(match.group(INDEX_GROUP)));
      }
      if (match.start(TIME_GROUP) >= 0) {
        return new SegmentFile(Long.parseLong(match.group(TIME_GROUP)));
      }
      return match.start(IFRAMES_GROUP) >= 0 ? new IFramePlaylist() : new Playlist();
    }
  }
}

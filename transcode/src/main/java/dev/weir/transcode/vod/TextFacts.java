package dev.weir.transcode.vod;

import java.util.Optional;

/** One subtitle track of a file. Immutable. */
public record TextFacts(SourceTrack track) {
  /** How one whose cues are text is written to a file of its own. */
  public enum Form {
    SRT("srt"),
    ASS("ass"),
    WEBVTT("vtt");

    private final String extension;

    Form(String extension) {
      this.extension = extension;
    }

    public String extension() {
      return extension;
    }

    /** FFmpeg's name of the format, and of its encoder. */
    String writer() {
      return this == WEBVTT ? "webvtt" : extension;
    }
  }

  /** Empty for those whose cues are pictures, which Weir does not read. */
  public Optional<Form> form() {
    return switch (track.codec()) {
      case "subrip", "text", "mov_text" -> Optional.of(Form.SRT);
      case "ass", "ssa" -> Optional.of(Form.ASS);
      case "webvtt" -> Optional.of(Form.WEBVTT);
      default -> Optional.empty();
    };
  }
}
